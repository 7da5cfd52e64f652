/**
 * A form over something that others change too. What was typed stays whatever they do: their change is said, and the
 * person chooses between keeping what was typed, to be saved over it, and seeing what they made of it.
 */
import { useState } from 'react'

export interface Draft<V, D> {
  value: V
  set: (change: (before: V) => V) => void
  /** The version that the value was begun from, or was kept against. */
  version: number
  dirty: boolean
  /** Somebody else has changed it since. */
  stale: boolean
  keep: () => void
  discard: () => void
  /** Takes what saving answered as what there is. */
  accept: (data: D) => void
}

interface State<V> {
  value: V
  /** What it was before anybody typed, to compare with. */
  begun: string
  version: number
}

export function useDraft<D extends { version: number }, V>(data: D, valueOf: (data: D) => V): Draft<V, D> {
  const fresh = (of: D): State<V> => {
    const value = valueOf(of)
    return { value, begun: JSON.stringify(value), version: of.version }
  }
  const [state, setState] = useState(() => fresh(data))
  const dirty = JSON.stringify(state.value) !== state.begun
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
    stale: dirty && differs && data.version > state.version,
    keep: () => setState({ ...state, begun: fresh(data).begun, version: data.version }),
    discard: () => setState(fresh(data)),
    accept: (answer) => setState(fresh(answer)),
  }
}
