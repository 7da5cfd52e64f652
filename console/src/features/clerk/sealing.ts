/** The steps from a signed copy to the requester's hands. Each answers with the case as it then stands. */
import { api, body } from '../../api/client'
import { booksChanged } from '../../api/books'
import { persistently } from '../../api/persistently'
import { caseChanged } from '../../api/queries'
import type { Case, Schema } from '../../api/types'
import { insistOn } from '../../signing/certificate'
import { signHashes } from '../../signing/service'

export type Phase = 'number' | 'prepare' | 'pin' | 'check' | 'release'
export type Tell = (phase: Phase) => void

const at = (one: Pick<Case, 'id'>) => ({ path: { case: one.id } })

/** Cấp số: the next number of the book; a case that has one keeps it. */
export async function issueNumber(one: Case, book: string, signal?: AbortSignal): Promise<Case> {
  const numbered = await persistently(
    () => body(api().POST('/cases/{case}/number', { params: at(one), body: { book, version: one.version } })),
    signal,
  )
  caseChanged(numbered)
  void booksChanged()
  return numbered
}

/** What a desk is to sign for a case. */
export type Prepared = Schema['PreparedView']

/** Fills number, date and seal in. */
export function prepareSeal(one: Case, signal?: AbortSignal): Promise<Prepared> {
  return persistently(
    () => body(api().POST('/cases/{case}/seal/prepare', { params: at(one), body: { version: one.version } })),
    signal,
  )
}

/**
 * Brings the agency's signature back; the copy is sealed once it has been checked. The request's key follows from the
 * signature, so however often it is sent, after a reload too, it counts once.
 */
export async function finishSeal(
  one: Pick<Case, 'id'>,
  prepared: string,
  signature: string,
  certificate: string | undefined,
  signal?: AbortSignal,
): Promise<Case> {
  const sealed = await persistently(
    () =>
      body(
        api().POST('/cases/{case}/seal', {
          params: {
            ...at(one),
            header: { 'Idempotency-Key': `${prepared}-${signature.slice(0, 64)}` },
          },
          body: { prepared, signature, ...(certificate ? { certificate } : {}) },
        }),
      ),
    signal,
  )
  caseChanged(sealed)
  return sealed
}

/** Đóng dấu: prepare, the desk's signature, finalise. */
export async function seal(numbered: Case, tell: Tell, signal: AbortSignal): Promise<Case> {
  tell('prepare')
  const prepared = await prepareSeal(numbered, signal)
  tell('pin')
  const { signatures, certificate } = await signHashes([prepared.hash], signal)
  await insistOn(prepared.certificate, certificate)
  tell('check')
  // From here on the signature is there: it is brought home however long the network is away.
  return finishSeal(numbered, prepared.prepared, signatures[0] ?? '', certificate, signal)
}

/** Hoàn thành và chuyển bản CTĐT tới người dân/doanh nghiệp. */
export async function release(sealed: Case, signal?: AbortSignal): Promise<Case> {
  const released = await persistently(
    () =>
      body(api().POST('/cases/{case}/release', { params: at(sealed), body: { version: sealed.version } })),
    signal,
  )
  caseChanged(released)
  return released
}
