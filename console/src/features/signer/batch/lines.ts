/** How far each file of a batch is. It outlives the screen: whoever looks at another page comes back to it. */
import { useSyncExternalStore } from 'react'

import type { Case } from '../../../api/types'

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

let batch: Batch | undefined
const listeners = new Set<() => void>()

export function currentBatch(): Batch | undefined {
  return batch
}

export function setBatch(next: Batch | undefined): void {
  batch = next
  listeners.forEach((tell) => tell())
}

export function setPhase(phase: BatchPhase, problem?: unknown): void {
  if (batch) setBatch({ ...batch, phase, ...(problem === undefined ? {} : { problem }) })
}

export function setLine(id: string, state: LineState, problem?: unknown): void {
  if (!batch) return
  const lines = batch.lines.map((line) => (line.of.id === id ? { of: line.of, state, problem } : line))
  setBatch({ ...batch, lines })
}

export function useBatch(): Batch | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => batch,
  )
}
