/** Ký số: the phases from the prepared hash to the signature that was checked and stored. */
import { api, body } from '../../api/client'
import { persistently } from '../../api/persistently'
import { Problem } from '../../api/problem'
import { caseChanged } from '../../api/queries'
import type { Case } from '../../api/types'
import { insistOn } from '../../signing/certificate'
import { signHashes, type Signed } from '../../signing/service'
import { forget, type Prepared } from './preparing'

export type Phase = 'preparing' | 'pin' | 'checking'

/** Has the desk sign what was prepared, and gives the signature to the API. */
export async function signOne(
  of: Case,
  prepared: Prepared,
  tell: (phase: Phase) => void,
  signal: AbortSignal,
): Promise<Case> {
  tell('pin')
  const signed = await signHashes([prepared.view.hash], signal)
  await insistOn(prepared.view.certificate, signed.certificate)
  tell('checking')
  const [signature = ''] = signed.signatures
  // From here on the signature is there: it is brought home however long the network is away.
  return persistently(() => finalise(of.id, prepared.view.prepared, signature, signed.certificate), signal)
}

/**
 * Gives a signature back. The request's key follows from the signature, so however often it is sent, it counts once.
 */
export async function finalise(
  id: string,
  prepared: string,
  signature: string,
  certificate: Signed['certificate'],
): Promise<Case> {
  const signed = await body(
    api().POST('/cases/{case}/signature', {
      params: { path: { case: id }, header: { 'Idempotency-Key': `${prepared}-${signature.slice(0, 64)}` } },
      body: { prepared, signature, ...(certificate === undefined ? {} : { certificate }) },
    }),
  )
  forget(id)
  caseChanged(signed)
  return signed
}

/** Whether somebody prepared the case anew, or too much time has passed: then it is prepared and asked again. */
export function mustPrepareAgain(problem: unknown): boolean {
  return (
    problem instanceof Problem &&
    ['superseded', 'nothing-prepared', 'prepared-expired'].some((name) => problem.is(name))
  )
}
