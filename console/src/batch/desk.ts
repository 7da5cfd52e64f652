/** The desk's part of a batch: all hashes with one PIN. */
import type { Case, Schema } from '../api/types'
import { insistOn } from '../signing/certificate'
import { signHashes } from '../signing/service'
import { pendingFor, type Pending, type PendingStore } from './pending'

export interface Ready {
  of: Case
  prepared: Schema['PreparedView']
}

export interface Signed {
  of: Case
  left: Pending
}

/**
 * Lets the desk sign, and keeps what it signed until the API has it. When it stops half-way by itself, `stopped` says why,
 * and what it had signed until then, the first of those that were ready, still counts.
 */
export async function signAtDesk(
  ready: readonly Ready[],
  pending: PendingStore,
  signal: AbortSignal,
): Promise<{ signed: Signed[]; stopped?: Error }> {
  const signed: Signed[] = []
  let stopped: Error | undefined
  try {
    await signHashes(
      ready.map(({ prepared }) => prepared.hash),
      signal,
      async (index, signature, certificate) => {
        const { of, prepared } = ready[index] ?? {}
        if (!of || !prepared) return
        await insistOn(prepared.certificate, certificate)
        signed.push({ of, left: pendingFor(of.id, prepared, signature, certificate) })
      },
    )
  } catch (cause) {
    if (!signal.aborted) stopped = cause instanceof Error ? cause : new Error(String(cause))
  }
  pending.keep(signed.map(({ left }) => left))
  return stopped === undefined ? { signed } : { signed, stopped }
}
