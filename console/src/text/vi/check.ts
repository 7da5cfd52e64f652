/** Words: the public check says. */
export const check = {}
