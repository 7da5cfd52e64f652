/** How far each file of a batch is. It outlives the screen: whoever looks at another page comes back to it. */
import type { Case } from '../../../api/types'
import { pendingUnder } from '../../../batch/pending'
import { storeOf } from '../../../batch/store'
import { ticksUnder } from '../../../batch/ticks'

export type LineState = 'waiting' | 'preparing' | 'prepared' | 'checking' | 'signed' | 'failed' | 'stopped'

export interface Line {
  of: Case
  state: LineState
  problem?: unknown
}

export type BatchPhase = 'preparing' | 'pin' | 'checking' | 'ended'

export interface Batch {
  phase: BatchPhase
  lines: readonly Line[]
  /** What ended it as a whole: the service refused. */
  problem?: unknown
}

export const batch = storeOf<Batch | undefined>(undefined)
export const { use: useTicked, tick } = ticksUnder('signer-ticked')
export const pending = pendingUnder('signer-pending')

export function setPhase(phase: BatchPhase, problem?: unknown): void {
  const now = batch.now()
  if (now) batch.set({ ...now, phase, ...(problem === undefined ? {} : { problem }) })
}

export function setLine(of: Case, state: LineState, problem?: unknown): void {
  const now = batch.now()
  if (!now) return
  const lines = now.lines.map((line) => (line.of.id === of.id ? { of, state, problem } : line))
  batch.set({ ...now, lines })
}

/** Whether there is still something to sign: nobody has returned or signed it meanwhile. */
export function maySign({ state }: Case): boolean {
  return state === 'awaiting_signature'
}
