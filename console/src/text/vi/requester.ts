/** Words: a requester sees. */
export const requester = {}
