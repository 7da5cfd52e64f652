/** Check codes as people type, paste and photograph them. */

import { asTyped } from '../values/letters'

/** Characters of a code. */
export const LENGTH = 16

/** The code in what was typed: blanks and hyphens go, and of a pasted address only what stands after `ma=`. */
export function codeOf(typed: string): string {
  const address = /[?&]ma=([^&#\s]*)/.exec(asTyped(typed))
  return (address?.[1] ?? asTyped(typed)).replace(/[^0-9A-Za-z]/g, '').toUpperCase()
}

/** `7K3Q-9XZA-1B2C-3D4E` */
export function grouped(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? ''
}
