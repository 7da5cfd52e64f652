/** Words: an officer does at the counter. */
export const officer = {}
