/** How far each copy of a batch is, and which copies are ticked for the next one. */
import type { Case, CaseState } from '../../../api/types'
import { pendingUnder } from '../../../batch/pending'
import { storeOf } from '../../../batch/store'
import { ticksUnder } from '../../../batch/ticks'

export type LineState = 'waiting' | 'number' | 'prepare' | 'ready' | 'check' | 'release' | 'done' | 'failed'

export interface Line {
  of: Case
  state: LineState
  problem?: unknown
}

export interface Batch {
  phase: 'number' | 'prepare' | 'pin' | 'check' | 'ended'
  lines: readonly Line[]
}

export const batch = storeOf<Batch | undefined>(undefined)
export const { use: useTicked, tick } = ticksUnder('clerk-ticked')
export const pending = pendingUnder('clerk-pending')

export function setPhase(phase: Batch['phase']): void {
  const now = batch.now()
  if (now) batch.set({ ...now, phase })
}

/** Says how far a copy is; with the case as it stands by now. */
export function setLine(of: Case, state: LineState, problem?: unknown): void {
  const now = batch.now()
  if (!now) return
  const lines = now.lines.map((line) => (line.of.id === of.id ? { of, state, problem } : line))
  batch.set({ ...now, lines })
}

/** Somebody else has taken the case where a clerk has nothing to do with it. */
export class Gone extends Error {
  readonly state: CaseState
  constructor({ state }: Case) {
    super(state)
    this.state = state
  }
}
