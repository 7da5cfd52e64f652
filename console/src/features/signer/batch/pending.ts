/**
 * Signatures that the desk has given and the API has not taken yet, kept on this computer until it has: a closed tab or a
 * power cut between the PIN and the last file loses none. They are no secret, and good for half an hour.
 */
import type { Prepared } from '../preparing'

export interface Pending {
  id: string
  prepared: string
  /** The signing time, by which a copy that is signed already is known as ours. */
  at: string
  signature: string
  certificate?: string | undefined
  /** SHA-256 of the certificate that signed: whose signature it is. */
  fingerprint: string
}

const KEY = 'signer-pending'

export function pendingOf(fingerprint: string): Pending[] {
  return all().filter((one) => one.fingerprint === fingerprint)
}

export function pendingFor(
  id: string,
  { view }: Prepared,
  signature: string,
  certificate: string | undefined,
): Pending {
  return { id, prepared: view.prepared, at: view.at, signature, certificate, fingerprint: view.certificate }
}

export function keep(added: readonly Pending[]): void {
  const ids = new Set(added.map((one) => one.id))
  write([...all().filter((one) => !ids.has(one.id)), ...added])
}

export function drop(id: string): void {
  write(all().filter((one) => one.id !== id))
}

function all(): Pending[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as Pending[]
  } catch {
    return []
  }
}

function write(list: readonly Pending[]): void {
  if (list.length > 0) localStorage.setItem(KEY, JSON.stringify(list))
  else localStorage.removeItem(KEY)
}
