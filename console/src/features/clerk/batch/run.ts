/**
 * Many copies at once: each gets its number in the order of the list, all are prepared, the desk signs all hashes with one
 * PIN, and each is sealed and released on its own. What fails stops no other and stands where it had got to; a lost
 * connection is waited out.
 */
import { oneCase, queries } from '../../../api/queries'
import { persistently } from '../../../api/persistently'
import type { Case } from '../../../api/types'
import { pool } from '../../../batch/pool'
import { signHashes } from '../../../signing/service'
import { finishSeal, issueNumber, prepareSeal, release, type Prepared } from '../sealing'
import { batch, Gone, setLine, setPhase, tick } from './lines'

let running: AbortController | undefined

export function stopBatch(): void {
  running?.abort()
}

/** Takes all of them as far as it goes; answers when each has its result. */
export async function runBatch(cases: readonly Case[], book: string | undefined): Promise<void> {
  if (running) return
  const { signal } = (running = new AbortController())
  batch.set({ phase: 'number', lines: cases.map((of) => ({ of, state: 'waiting' })) })
  try {
    const numbered = await numberAll(cases, book, signal)
    const sealed = numbered.filter(({ state }) => state === 'sealed')
    const prepared = await prepareAll(
      numbered.filter(({ state }) => state === 'numbered'),
      signal,
    )
    await sealAll(prepared, signal)
    setPhase('check')
    await pool(sealed, signal, (of) => step(of, signal, () => send(of, signal)))
  } finally {
    running = undefined
    setPhase('ended')
    void queries.invalidateQueries({ queryKey: ['queue'] })
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

type Ready = { of: Case; prepared: Prepared }

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

async function sealAll(ready: readonly Ready[], signal: AbortSignal): Promise<void> {
  if (ready.length === 0 || signal.aborted) return
  setPhase('pin')
  let signed: Awaited<ReturnType<typeof signHashes>>
  try {
    signed = await signHashes(
      ready.map(({ prepared }) => prepared.hash),
      signal,
    )
  } catch (cause) {
    for (const { of } of ready) setLine(of, 'failed', cause)
    return
  }
  setPhase('check')
  const pairs = ready.map((one, at) => ({ ...one, signature: signed.signatures[at] ?? '' }))
  await pool(pairs, signal, ({ of, prepared, signature }) =>
    step(of, signal, async () => {
      setLine(of, 'check')
      const sealed = await finishSeal(of, prepared, signature, signed.certificate, signal)
      await send(sealed, signal)
    }),
  )
}

async function send(sealed: Case, signal: AbortSignal): Promise<void> {
  setLine(sealed, 'release')
  setLine(await release(sealed, signal), 'done')
  tick([sealed.id], false)
}

/** One step of one copy: its failure is its own. */
async function step(of: Case, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (cause) {
    if (!signal.aborted) setLine(of, 'failed', cause)
  }
}
