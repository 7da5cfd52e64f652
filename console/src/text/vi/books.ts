/** Words: is said of register books. */
export const books = {}
