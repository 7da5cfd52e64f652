/** Words: an officer does with appointments. */
export const appointments = {}
