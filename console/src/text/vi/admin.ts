/** Words: an administrator sets up. */
export const admin = {}
