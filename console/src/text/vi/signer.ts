/** Words: a leader signs with. */
export const signer = {}
