/** Whether the API answers, and whether an earlier request is waited for; the status strip shows it. */
export type Connection = { ok: true } | { ok: false; since: Date; requestId?: string }

let connection: Connection = { ok: true }
const listeners = new Set<() => void>()

export function reached(): void {
  if (!connection.ok) set({ ok: true })
}

export function lost(requestId?: string): void {
  const since = connection.ok ? new Date() : connection.since
  set(requestId === undefined ? { ok: false, since } : { ok: false, since, requestId })
}

function set(next: Connection): void {
  connection = next
  listeners.forEach((tell) => tell())
}

export const connectionStore = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  current: (): Connection => connection,
}

let earlier = 0

/** Says that the answer to a request is waited for that is still being carried out; the result ends it. */
export function waitsForEarlier(): () => void {
  const count = (by: number) => {
    earlier += by
    listeners.forEach((tell) => tell())
  }
  count(1)
  return () => count(-1)
}

export const earlierStore = { subscribe: connectionStore.subscribe, current: (): boolean => earlier > 0 }
