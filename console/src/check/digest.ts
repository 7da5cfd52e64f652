/** The fingerprint of a file, computed here: the file never leaves the browser. */

/** No scan is longer than 30 MB, and what signing adds is small; longer files are not read at all. */
export const LONGEST = 48 * 1_048_576

export type FileRefusal = 'empty' | 'tooLong' | 'unreadable' | 'insecure'

/** SHA-256 in hexadecimal, or why there is none. */
export async function digestOf(file: Blob): Promise<{ sha256: string } | { refused: FileRefusal }> {
  if (file.size === 0) return { refused: 'empty' }
  if (file.size > LONGEST) return { refused: 'tooLong' }
  // Browsers give WebCrypto to secure pages alone, old types notwithstanding.
  const subtle = (crypto as { subtle?: SubtleCrypto }).subtle
  if (!subtle) return { refused: 'insecure' }
  try {
    const digest = new Uint8Array(await subtle.digest('SHA-256', await file.arrayBuffer()))
    return { sha256: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') }
  } catch {
    return { refused: 'unreadable' }
  }
}
