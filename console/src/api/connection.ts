/** Whether the API answers; the status strip shows it. */
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
