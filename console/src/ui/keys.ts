/** Keyboard shortcuts: bound where they work, listed under `?`. */
import { useEffect, useRef, useSyncExternalStore } from 'react'

import { dialogOpen } from './Dialog'

export interface Shortcut {
  /** As shown and as compared: `Ctrl+Enter`, `J`, `?`, `Shift+X`. */
  keys: string
  does: string
}

const bound = new Map<symbol, Shortcut>()
let list: Shortcut[] = []
const listeners = new Set<() => void>()

function changed(): void {
  list = [...bound.values()]
  listeners.forEach((tell) => tell())
}

/** Binds keys while the component is shown. Single letters do nothing while somebody types. */
export function useShortcut(keys: string, does: string, act: () => void, enabled = true): void {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    if (!enabled) return
    const id = Symbol(keys)
    bound.set(id, { keys, does })
    changed()
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || event.repeat || event.defaultPrevented || pressed(event) !== keys) return
      if (!keys.includes('Ctrl') && (typing(event.target) || dialogOpen())) return
      event.preventDefault()
      latest.current()
    }
    addEventListener('keydown', listen)
    return () => {
      removeEventListener('keydown', listen)
      bound.delete(id)
      changed()
    }
  }, [keys, does, enabled])
}

/** What can be pressed on this screen. */
export function useShortcuts(): Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => list,
  )
}

function pressed({ ctrlKey, metaKey, shiftKey, altKey, key }: KeyboardEvent): string {
  const name = key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key
  const shifted = shiftKey && name.length > 1 ? 'Shift+' : ''
  return `${ctrlKey || metaKey ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${shifted}${name}`
}

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}
