/**
 * Signatures that the desk has given and the API has not taken yet, kept on this computer until it has: a closed tab or a
 * power cut between the PIN and the last file loses none. They are no secret, and good for half an hour.
 */
import { oneCase, queries } from '../api/queries'
import type { Case, Schema } from '../api/types'

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

export function pendingFor(
  id: string,
  view: Schema['PreparedView'],
  signature: string,
  certificate: string | undefined,
): Pending {
  return { id, prepared: view.prepared, at: view.at, signature, certificate, fingerprint: view.certificate }
}

/** Whether it is what is kept here: extensions, other versions and people write to a browser's storage too. */
function isPending(one: unknown): one is Pending {
  if (typeof one !== 'object' || one === null) return false
  const { id, prepared, at, signature, fingerprint } = one as Partial<Record<keyof Pending, unknown>>
  return [id, prepared, at, signature, fingerprint].every((field) => typeof field === 'string')
}

export interface PendingStore {
  /** Whether a certificate had signed any. */
  has: (fingerprint: string) => boolean
  /** What a certificate had signed, with the cases as they are now; what cannot be read now is left for another time. */
  of: (fingerprint: string) => Promise<{ of: Case; left: Pending }[]>
  keep: (added: readonly Pending[]) => void
  drop: (id: string) => void
}

export function pendingUnder(key: string): PendingStore {
  const all = (): Pending[] => {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
      return Array.isArray(kept) ? kept.filter(isPending) : []
    } catch {
      return []
    }
  }
  const write = (list: readonly Pending[]) => {
    if (list.length > 0) localStorage.setItem(key, JSON.stringify(list))
    else localStorage.removeItem(key)
  }
  const by = (fingerprint: string) => all().filter((one) => one.fingerprint === fingerprint)
  return {
    has: (fingerprint) => by(fingerprint).length > 0,
    of: async (fingerprint) => {
      const read = await Promise.allSettled(
        by(fingerprint).map(async (left) => ({
          of: await queries.query({ ...oneCase(left.id), staleTime: 0 }),
          left,
        })),
      )
      return read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    },
    keep: (added) => {
      const ids = new Set(added.map((one) => one.id))
      write([...all().filter((one) => !ids.has(one.id)), ...added])
    },
    drop: (id) => write(all().filter((one) => one.id !== id)),
  }
}
