/**
 * A form over something that others change too. What was typed stays whatever they do: their change is said, and the
 * person chooses between keeping what was typed, to be saved over it, and seeing what they made of it.
 *
 * What is not saved is kept when the section is left, and is there again when the person comes back.
 */
import { useEffect, useState, useSyncExternalStore } from 'react'

import { holdPage, useUnsaved } from '../../ui/unsaved'

export interface Draft<V, D> {
  value: V
  set: (change: (before: V) => V) => void
  /** The version that the value was begun from, or was kept against. */
  version: number
  dirty: boolean
  /** It was there, unsaved, when the section was opened. */
  kept: boolean
  /** Somebody else has changed it since. */
  stale: boolean
  keep: () => void
  discard: () => void
  /** Takes what saving answered as what there is; what was typed since `sent` stays. */
  accept: (data: D, sent: V) => void
}

interface State<V> {
  value: V
  /** What it was before anything was typed, to compare with. */
  begun: string
  version: number
}

const left = new Map<string, State<unknown>>()
const listeners = new Set<() => void>()
let release: (() => void) | undefined

function leave(place: string, state: State<unknown> | undefined): void {
  if (state) left.set(place, state)
  else if (!left.delete(place)) return
  // Kept on another section, it would be lost with the page all the same.
  if (left.size > 0) release ??= holdPage()
  else {
    release?.()
    release = undefined
  }
  listeners.forEach((tell) => tell())
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether something unsaved is kept in a place. */
export function useKept(): (place: string) => boolean {
  useSyncExternalStore(subscribe, () => [...left.keys()].join())
  return (place) => left.has(place)
}

/** `place` names the form, to be kept under; a form in a dialog ends with it and has none. */
export function useDraft<D extends { version: number }, V>(
  data: D,
  valueOf: (data: D) => V,
  place?: string,
): Draft<V, D> {
  const fresh = (of: D): State<V> => {
    const value = valueOf(of)
    return { value, begun: JSON.stringify(value), version: of.version }
  }
  const [before] = useState(() =>
    place === undefined ? undefined : (left.get(place) as State<V> | undefined),
  )
  const [state, setState] = useState(() => before ?? fresh(data))
  const dirty = JSON.stringify(state.value) !== state.begun
  useUnsaved(dirty)
  useEffect(() => {
    if (place !== undefined) leave(place, dirty ? state : undefined)
  }, [place, dirty, state])
  // One version counts every setting of an agency: only a change of this one is worth a word.
  const differs = JSON.stringify(valueOf(data)) !== state.begun
  if (data.version > state.version) {
    if (!dirty) setState(fresh(data))
    else if (!differs) setState({ ...state, version: data.version })
  }
  return {
    value: state.value,
    set: (change) => setState((before) => ({ ...before, value: change(before.value) })),
    version: state.version,
    dirty,
    kept: before !== undefined && dirty,
    stale: dirty && differs && data.version > state.version,
    keep: () => setState({ ...state, begun: fresh(data).begun, version: data.version }),
    discard: () => setState(fresh(data)),
    accept: (answer, sent) =>
      setState((now) => {
        const next = fresh(answer)
        const typed = JSON.stringify(now.value) !== JSON.stringify(sent)
        return typed ? { ...next, value: now.value } : next
      }),
  }
}
