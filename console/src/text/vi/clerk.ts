/** Words: a clerk numbers, seals and releases with. */
export const clerk = {}
