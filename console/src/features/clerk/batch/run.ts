/**
 * Many copies at once: each gets its number in the order of the list, all are prepared, the desk signs all hashes with one
 * PIN, and each is sealed and released on its own. What fails stops no other and stands where it had got to; a lost
 * connection is waited out.
 */
import { sayDone } from '../../../ui/Done'
import { persistently } from '../../../api/persistently'
import { Problem } from '../../../api/problem'
import { caseChanged, oneCase, queries } from '../../../api/queries'
import type { Case, CaseState } from '../../../api/types'
import { signAtDesk, type Ready, type Signed } from '../../../batch/desk'
import { pool } from '../../../batch/pool'
import { insistOnBound } from '../../../signing/certificate'
import { finishSeal, issueNumber, prepareSeal, release } from '../sealing'
import { batch, Gone, pending, setLine, setPhase, tick } from './lines'

let running: AbortController | undefined

export function stopBatch(): void {
  running?.abort()
}

/** Takes all of them as far as it goes; answers when each has its result. */
export async function runBatch(cases: readonly Case[], book: string | undefined): Promise<void> {
  sayDone()
  await whole(cases, async (signal) => {
    const able = await atTheirDesk(cases, signal)
    const numbered = await numberAll(able, book, signal)
    const sealed = numbered.filter(({ state }) => state === 'sealed')
    const prepared = await prepareAll(
      numbered.filter(({ state }) => state === 'numbered'),
      signal,
    )
    const signed = await signAll(prepared, signal)
    setPhase('check')
    await finishAll(signed, signal)
    await pool(sealed, signal, (of) => step(of, signal, () => send(of, signal)))
  })
}

/** Goes on with what the desk had signed when the tab was closed. */
export async function resumeBatch(fingerprint: string): Promise<void> {
  if (running) return
  const signed = await pending.of(fingerprint)
  if (signed.length === 0) return
  await whole(
    signed.map(({ of }) => of),
    async (signal) => {
      setPhase('check')
      await finishAll(signed, signal)
    },
  )
}

async function whole(cases: readonly Case[], work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  if (running) return
  const { signal } = (running = new AbortController())
  batch.set({ phase: 'number', lines: cases.map((of) => ({ of, state: 'waiting' })) })
  try {
    await work(signal)
  } finally {
    // What was stopped before the API had it is signed anew, with what is chosen then.
    for (const { of, state } of batch.now()?.lines ?? []) if (state !== 'done') pending.drop(of.id)
    running = undefined
    setPhase('ended')
    void queries.invalidateQueries({ queryKey: ['queue'] })
  }
}

/**
 * Those that this desk can take further: with another token than the agency's, only what is sealed already. Asked before
 * the first number, which cannot be taken back.
 */
async function atTheirDesk(cases: readonly Case[], signal: AbortSignal): Promise<readonly Case[]> {
  const isSealed = ({ state }: Case) => state === 'sealed'
  if (cases.every(isSealed)) return cases
  try {
    await insistOnBound('agency_certificate', signal)
    return cases
  } catch (cause) {
    if (signal.aborted) return []
    for (const of of cases) if (!isSealed(of)) setLine(of, 'failed', cause)
    return cases.filter(isSealed)
  }
}

/** One after the other: the numbers follow the list. */
async function numberAll(
  cases: readonly Case[],
  book: string | undefined,
  signal: AbortSignal,
): Promise<Case[]> {
  const numbered: Case[] = []
  for (const of of cases) {
    if (signal.aborted) break
    await step(of, signal, async () => {
      setLine(of, 'number')
      // As it stands now: another counter may have taken it further.
      const now = await persistently(() => queries.query({ ...oneCase(of.id), staleTime: 0 }), signal)
      const after = now.state === 'signed' && book !== undefined ? await issueNumber(now, book, signal) : now
      if (after.state === 'released') {
        setLine(after, 'done')
        tick([after.id], false)
        return
      }
      if (after.state !== 'numbered' && after.state !== 'sealed') throw new Gone(after)
      setLine(after, 'ready')
      numbered.push(after)
    })
  }
  return numbered
}

async function prepareAll(numbered: readonly Case[], signal: AbortSignal): Promise<Ready[]> {
  setPhase('prepare')
  const ready = new Map<string, Ready>()
  await pool(numbered, signal, (of) =>
    step(of, signal, async () => {
      setLine(of, 'prepare')
      ready.set(of.id, { of, prepared: await prepareSeal(of, signal) })
      setLine(of, 'ready')
    }),
  )
  return numbered.flatMap(({ id }) => ready.get(id) ?? [])
}

async function signAll(ready: readonly Ready[], signal: AbortSignal): Promise<Signed[]> {
  if (ready.length === 0 || signal.aborted) return []
  setPhase('pin')
  const { signed, stopped } = await signAtDesk(ready, pending, signal)
  if (stopped !== undefined) for (const { of } of ready.slice(signed.length)) setLine(of, 'failed', stopped)
  return signed
}

async function finishAll(signed: readonly Signed[], signal: AbortSignal): Promise<void> {
  await pool(signed, signal, ({ of, left }) =>
    step(of, signal, async () => {
      setLine(of, 'check')
      const { prepared, signature, certificate } = left
      const sealed = await unlessThere(of.id, ['sealed', 'released'], () =>
        finishSeal(of, prepared, signature, certificate, signal),
      )
      pending.drop(of.id)
      await send(sealed, signal)
    }),
  )
}

async function send(sealed: Case, signal: AbortSignal): Promise<void> {
  setLine(sealed, 'release')
  setLine(await unlessThere(sealed.id, ['released'], () => release(sealed, signal)), 'done')
  tick([sealed.id], false)
}

/** A refusal is none when the case is where the step leads: a closed tab or another counter has brought it there. */
async function unlessThere(
  id: string,
  states: readonly CaseState[],
  work: () => Promise<Case>,
): Promise<Case> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof Problem && cause.meanwhile)) throw cause
    const now = await queries.query({ ...oneCase(id), staleTime: 0 })
    caseChanged(now)
    if (!states.includes(now.state)) throw cause
    return now
  }
}

/** One step of one copy: its failure is its own. */
async function step(of: Case, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (cause) {
    if (signal.aborted) return
    setLine(of, 'failed', cause)
    if (cause instanceof Gone) tick([of.id], false) // nothing to do here; should it come back, nobody has chosen it
  }
}
