/** The screens of this feature: address, and how each is loaded. */
export const signer = []
