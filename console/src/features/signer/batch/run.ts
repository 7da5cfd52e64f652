/**
 * Signing many: everything is prepared, a few at a time; the desk signs all hashes with one PIN; each signature is given
 * to the API on its own. What fails stops no other, and a lost connection is waited out.
 */
import { Problem, Unreachable } from '../../../api/problem'
import { caseChanged, oneCase, queries } from '../../../api/queries'
import type { Case } from '../../../api/types'
import { signHashes } from '../../../signing/service'
import { askedFor, forget, keptFor, prepare, type Prepared } from '../preparing'
import { finalise } from '../signing'
import { currentBatch, setBatch, setLine, setPhase } from './lines'
import { drop, keep, pendingFor, pendingOf, type Pending } from './pending'
import { tick } from './ticks'

/** At the same time: an office's line carries a few requests well, and the API allows for more offices than one. */
const TOGETHER = 4
/** Between attempts while there is no connection. */
const PAUSE = 3000

let running: AbortController | undefined

export function stopBatch(): void {
  running?.abort()
}

/** Signs them all; answers when every line has its result. */
export async function signBatch(cases: readonly Case[]): Promise<void> {
  await whole(cases, async (signal) => {
    setPhase('preparing')
    const prepared = await prepareAll(cases, signal)
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
  const left = pendingOf(fingerprint)
  if (left.length === 0 || running) return
  const cases = await Promise.all(left.map(({ id }) => queries.query(oneCase(id))))
  await whole(cases, async (signal) => {
    setPhase('checking')
    await finaliseAll(left, signal)
  })
}

async function whole(cases: readonly Case[], work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  if (running) return
  const controller = (running = new AbortController())
  setBatch({ phase: 'preparing', lines: cases.map((of) => ({ of, state: 'waiting' })) })
  let problem: unknown
  try {
    await work(controller.signal)
  } catch (cause) {
    if (!controller.signal.aborted) problem = cause
  }
  // Whatever has no result yet was not signed.
  for (const { of, state } of currentBatch()?.lines ?? [])
    if (state !== 'signed' && state !== 'failed') {
      drop(of.id)
      if (problem === undefined) setLine(of.id, 'stopped')
      else setLine(of.id, 'failed', problem)
    }
  running = undefined
  setPhase('ended', problem)
  void queries.invalidateQueries({ queryKey: ['queue'] })
}

async function prepareAll(cases: readonly Case[], signal: AbortSignal): Promise<[Case, Prepared][]> {
  const made = new Map<string, Prepared>()
  await pool(cases, signal, async (of) => {
    setLine(of.id, 'preparing')
    try {
      made.set(of.id, keptFor(of) ?? (await persistently(() => prepare(of, askedFor(of), signal), signal)))
      setLine(of.id, 'prepared')
    } catch (cause) {
      if (!signal.aborted) setLine(of.id, 'failed', cause)
    }
  })
  return cases.flatMap((of) => {
    const prepared = made.get(of.id)
    return prepared ? [[of, prepared] as [Case, Prepared]] : []
  })
}

/** What the desk signed; when it stops half-way, what it had signed until then still counts. */
async function signAll(prepared: readonly [Case, Prepared][], signal: AbortSignal): Promise<Pending[]> {
  const signed: Pending[] = []
  const hashes = prepared.map(([, { view }]) => view.hash)
  try {
    await signHashes(hashes, signal, (index, signature, certificate) => {
      const [of, made] = prepared[index] ?? []
      if (of && made) signed.push(pendingFor(of.id, made, signature, certificate))
    })
  } catch (cause) {
    if (signed.length === 0 || signal.aborted) throw cause
    for (const [of] of prepared.slice(signed.length)) setLine(of.id, 'failed', cause)
  }
  keep(signed)
  return signed
}

async function finaliseAll(signed: readonly Pending[], signal: AbortSignal): Promise<void> {
  await pool(signed, signal, async (one) => {
    setLine(one.id, 'checking')
    try {
      await persistently(() => finalise(one.id, one.prepared, one.signature, one.certificate), signal)
    } catch (cause) {
      if (signal.aborted) return
      if (!(await isOurs(one, cause))) {
        forget(one.id)
        drop(one.id)
        setLine(one.id, 'failed', cause)
        return
      }
    }
    drop(one.id)
    tick([one.id], false)
    setLine(one.id, 'signed')
  })
}

/** Whether a case that can no longer be signed is so because this very signature was taken before. */
async function isOurs({ id, at }: Pending, cause: unknown): Promise<boolean> {
  if (!(cause instanceof Problem) || !cause.is('wrong-state')) return false
  const now = await queries.query({ ...oneCase(id), staleTime: 0 })
  caseChanged(now)
  return now.signature?.at === at
}

/** Does it until something answers; a lost connection is no result. */
async function persistently<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (cause) {
      if (!(cause instanceof Unreachable) || signal.aborted) throw cause
      await new Promise((resolve) => setTimeout(resolve, PAUSE))
      signal.throwIfAborted()
    }
  }
}

/** A few at a time; when it is stopped, what has begun is ended and nothing more begins. */
async function pool<T>(
  all: readonly T[],
  signal: AbortSignal,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const waiting = [...all]
  const worker = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      if (signal.aborted) return
      await work(one)
    }
  }
  await Promise.all(Array.from({ length: TOGETHER }, worker))
}
