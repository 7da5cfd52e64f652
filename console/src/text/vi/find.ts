/** Words: finds cases. */
export const find = {}
