/** Which cases are ticked, kept on this computer so that a closed tab loses nothing. */
import { storeOf } from './store'

export interface Ticks {
  use: () => ReadonlySet<string>
  tick: (ids: readonly string[], on: boolean) => void
}

export function ticksUnder(key: string): Ticks {
  const store = storeOf<ReadonlySet<string>>(read(key))
  return {
    use: store.use,
    tick: (ids, on) => {
      const next = new Set(store.now())
      for (const id of ids)
        if (on) next.add(id)
        else next.delete(id)
      localStorage.setItem(key, JSON.stringify([...next]))
      store.set(next)
    },
  }
}

function read(key: string): ReadonlySet<string> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return new Set(Array.isArray(stored) ? stored.filter((id): id is string => typeof id === 'string') : [])
  } catch {
    return new Set()
  }
}
