/**
 * Keyboard shortcuts: bound where they work, listed under `?`.
 *
 * The page is the lowest layer; each open dialog is a layer above it. Only the topmost layer answers.
 */
import { createContext, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react'

export interface Shortcut {
  /** As shown and as compared: `Ctrl+Enter`, `J`, `?`, `Shift+X`. */
  keys: string
  does: string
}

/** An open dialog; the page has none. */
export type Layer = symbol

/** The layer that a component's shortcuts belong to. */
export const LayerContext = createContext<Layer | undefined>(undefined)

/** How long something must have been in sight before a repeated press may act on it, in milliseconds. */
export const MOMENT = 1000

const layers: Layer[] = []

/** Puts a layer over the others; answers how to take it away. */
export function openLayer(layer: Layer): () => void {
  layers.push(layer)
  return () => void layers.splice(layers.lastIndexOf(layer), 1)
}

interface Bound extends Shortcut {
  layer: Layer | undefined
}

const bound = new Map<symbol, Bound>()
let list: Shortcut[] = []
const listeners = new Set<() => void>()

function changed(): void {
  list = [...bound.values()].filter(({ layer }) => layer === undefined)
  listeners.forEach((tell) => tell())
}

/** The action with Ctrl that was done last, until the person does anything else. */
let last: { id: symbol; keys: string; at: number } | undefined

/** What a person does between two presses makes the second one meant. */
function forgetLast(event: Event): void {
  if (event instanceof KeyboardEvent && ['Control', 'Meta', 'Enter'].includes(event.key)) return
  last = undefined
}

/** Whether this press is the second of a double press whose first one did something else. */
function doublePress(id: symbol, keys: string): boolean {
  return last !== undefined && last.keys === keys && last.id !== id && performance.now() - last.at < MOMENT
}

/**
 * Binds keys while the component is shown. Single letters do nothing while somebody types. A second press of keys with
 * Ctrl, right after the first, does nothing else than the first did.
 */
export function useShortcut(keys: string, does: string, act: () => void, enabled = true): void {
  const layer = useContext(LayerContext)
  const [id] = useState(() => Symbol(keys))
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    if (!enabled) return
    bound.set(id, { keys, does, layer })
    changed()
    const withCtrl = keys.includes('Ctrl')
    const listen = (event: KeyboardEvent) => {
      if (composes(event) || event.repeat || event.defaultPrevented || pressed(event) !== keys) return
      if (layers.at(-1) !== layer || (!withCtrl && typing(event.target))) return
      event.preventDefault()
      if (withCtrl && doublePress(id, keys)) return
      if (withCtrl) last = { id, keys, at: performance.now() }
      latest.current()
    }
    addEventListener('keydown', listen)
    return () => {
      removeEventListener('keydown', listen)
      bound.delete(id)
      changed()
    }
  }, [keys, does, enabled, layer, id])
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

/** Whether a key belongs to a word that an input method is still composing (229: what older ones send for every key). */
export function composes(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only sign that some input methods give
  return event.isComposing || event.keyCode === 229
}

/** Whether Enter was pressed, once, and not to end a word of an input method. */
export function pressesEnter(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !event.repeat && !composes(event)
}

/** A key that is held down presses a button once, and submits a form once. */
export function pressOnce(): void {
  const capture = { capture: true }
  const held = (event: KeyboardEvent) => {
    const writes = event.target instanceof HTMLTextAreaElement && !event.ctrlKey && !event.metaKey
    if (event.key === 'Enter' && event.repeat && !writes) event.preventDefault()
  }
  addEventListener('keydown', held, capture)
  addEventListener('keydown', forgetLast, capture)
  addEventListener('pointerdown', forgetLast, capture)
  addEventListener('input', forgetLast, capture)
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
