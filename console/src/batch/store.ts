/** Something that screens show and that outlives them: whoever looks at another page comes back to it. */
import { useSyncExternalStore } from 'react'

export interface Store<T> {
  now: () => T
  set: (next: T) => void
  /** What it is, as it changes. */
  use: () => T
}

export function storeOf<T>(first: T): Store<T> {
  let value = first
  const listeners = new Set<() => void>()
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const now = () => value
  return {
    now,
    set: (next) => {
      value = next
      listeners.forEach((tell) => tell())
    },
    use: () => useSyncExternalStore(subscribe, now),
  }
}
