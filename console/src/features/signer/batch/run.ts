/**
 * Signing many: everything is prepared, a few at a time; the desk signs all hashes with one PIN; each signature is given
 * to the API on its own. What fails stops no other, and a lost connection is waited out.
 */
import { sayDone } from '../../../ui/Done'
import { persistently } from '../../../api/persistently'
import { Problem } from '../../../api/problem'
import { caseChanged, oneCase, queries } from '../../../api/queries'
import type { Case } from '../../../api/types'
import { signAtDesk, type Ready, type Signed } from '../../../batch/desk'
import type { Pending } from '../../../batch/pending'
import { pool } from '../../../batch/pool'
import { insistOnBound } from '../../../signing/certificate'
import { askedFor, forget, keptFor, prepare } from '../preparing'
import { finalise } from '../signing'
import { batch, maySign, pending, setLine, setPhase, tick } from './lines'

let running: AbortController | undefined

export function stopBatch(): void {
  running?.abort()
}

/** Signs them all; answers when every line has its result. */
export async function signBatch(cases: readonly Case[]): Promise<void> {
  sayDone()
  await whole(cases, async (signal) => {
    setPhase('preparing')
    const bound = await insistOnBound('certificate', signal)
    const prepared = await prepareAll(cases, bound, signal)
    signal.throwIfAborted()
    if (prepared.length === 0) return
    setPhase('pin')
    const signed = await signAll(prepared, signal)
    signal.throwIfAborted()
    setPhase('checking')
    await finaliseAll(signed, signal)
  })
}

/** Gives the API what the desk had signed when the tab was closed. */
export async function resumeBatch(fingerprint: string): Promise<void> {
  if (running) return
  const signed = await pending.of(fingerprint)
  if (signed.length === 0) return
  await whole(
    signed.map(({ of }) => of),
    async (signal) => {
      setPhase('checking')
      await finaliseAll(signed, signal)
    },
  )
}

async function whole(cases: readonly Case[], work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  if (running) return
  const controller = (running = new AbortController())
  batch.set({ phase: 'preparing', lines: cases.map((of) => ({ of, state: 'waiting' })) })
  let problem: unknown
  try {
    await work(controller.signal)
  } catch (cause) {
    if (!controller.signal.aborted) problem = cause
  }
  // Whatever has no result yet was not signed.
  for (const { of, state } of batch.now()?.lines ?? [])
    if (state !== 'signed' && state !== 'failed') {
      pending.drop(of.id)
      if (problem === undefined) setLine(of, 'stopped')
      else setLine(of, 'failed', problem)
    }
  await readAgain(controller.signal)
  running = undefined
  setPhase('ended', problem)
}

/**
 * The next try begins with the list as it is after what made cases fail. One that somebody has taken elsewhere is not
 * ticked any more: should it come back, nobody has chosen it.
 */
async function readAgain(signal: AbortSignal): Promise<void> {
  const failed = batch.now()?.lines.filter(({ state }) => state === 'failed') ?? []
  await pool(failed, signal, async ({ of, state, problem }) => {
    try {
      const now = await queries.query({ ...oneCase(of.id), staleTime: 0 })
      setLine(now, state, problem)
      if (!maySign(now)) tick([now.id], false)
    } catch {
      // Not to be read now; the list is looked at again by itself.
    }
  })
  const list = queries.invalidateQueries({ queryKey: ['queue'] })
  if (failed.length > 0 && !signal.aborted) await list
}

/** Prepares all for the bound certificate; what was prepared for one that was bound before is prepared again. */
async function prepareAll(
  cases: readonly Case[],
  bound: string | undefined,
  signal: AbortSignal,
): Promise<Ready[]> {
  const made = new Map<string, Ready>()
  await pool(cases, signal, async (of) => {
    setLine(of, 'preparing')
    try {
      const kept = keptFor(of)
      const ready =
        kept && kept.view.certificate === bound
          ? kept
          : await persistently(() => prepare(of, askedFor(of), signal), signal)
      made.set(of.id, { of, prepared: ready.view })
      setLine(of, 'prepared')
    } catch (cause) {
      if (!signal.aborted) setLine(of, 'failed', cause)
    }
  })
  return cases.flatMap(({ id }) => made.get(id) ?? [])
}

async function signAll(ready: readonly Ready[], signal: AbortSignal): Promise<Signed[]> {
  const { signed, stopped } = await signAtDesk(ready, pending, signal)
  if (stopped === undefined) return signed
  if (signed.length === 0) throw stopped
  for (const { of } of ready.slice(signed.length)) setLine(of, 'failed', stopped)
  return signed
}

async function finaliseAll(signed: readonly Signed[], signal: AbortSignal): Promise<void> {
  await pool(signed, signal, async ({ of, left }) => {
    setLine(of, 'checking')
    try {
      await persistently(() => finalise(of.id, left.prepared, left.signature, left.certificate), signal)
    } catch (cause) {
      if (signal.aborted) return
      if (!(await isOurs(left, cause))) {
        forget(of.id)
        pending.drop(of.id)
        setLine(of, 'failed', cause)
        return
      }
    }
    pending.drop(of.id)
    tick([of.id], false)
    setLine(of, 'signed')
  })
}

/** Whether a case that can no longer be signed is so because this very signature was taken before. */
async function isOurs({ id, at }: Pending, cause: unknown): Promise<boolean> {
  if (!(cause instanceof Problem) || !cause.is('wrong-state')) return false
  const now = await queries.query({ ...oneCase(id), staleTime: 0 })
  caseChanged(now)
  return now.signature?.at === at
}
