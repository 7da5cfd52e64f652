/** Which cases are ticked, kept on this computer so that a closed tab loses nothing. */
import { useSyncExternalStore } from 'react'

const KEY = 'signer-ticked'
let ticked: ReadonlySet<string> = read()
const listeners = new Set<() => void>()

function read(): ReadonlySet<string> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return new Set(Array.isArray(stored) ? stored.filter((id): id is string => typeof id === 'string') : [])
  } catch {
    return new Set()
  }
}

export function tick(ids: readonly string[], on: boolean): void {
  const next = new Set(ticked)
  for (const id of ids)
    if (on) next.add(id)
    else next.delete(id)
  ticked = next
  localStorage.setItem(KEY, JSON.stringify([...next]))
  listeners.forEach((tell) => tell())
}

export function useTicked(): ReadonlySet<string> {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => ticked,
  )
}
