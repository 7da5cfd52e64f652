/** Enter moves on to the next field, as at the counter: one hand types, the other holds the paper. */
import { useEffect, useRef, type RefObject } from 'react'

import { pressesEnter } from '../../ui/keys'

const FIELDS = 'input:not([type=file]):not([type=hidden]):not(:disabled), button[data-field]:not(:disabled)'

/** The element in which Enter moves on. A field that uses Enter itself prevents its default. */
export function useEnterMovesOn<T extends HTMLElement>(): RefObject<T | null> {
  const around = useRef<T>(null)
  useEffect(() => {
    const element = around.current
    if (!element) return
    const listen = (event: KeyboardEvent) => {
      const { target } = event
      if (!pressesEnter(event) || event.ctrlKey || !(target instanceof HTMLInputElement)) return
      // A list of choices takes Enter for its choice; then it moves on, too.
      const choice = target.getAttribute('aria-haspopup') === 'listbox'
      if (event.defaultPrevented && !choice) return
      event.preventDefault()
      setTimeout(() => {
        if (!choice || target.value) moveOn(element, target)
      })
    }
    element.addEventListener('keydown', listen)
    return () => element.removeEventListener('keydown', listen)
  }, [])
  return around
}

/** Focuses the field after another one. */
function moveOn(around: HTMLElement, from: HTMLElement): void {
  const fields = [...around.querySelectorAll<HTMLElement>(FIELDS)].filter((one) => one.tabIndex >= 0)
  fields[fields.indexOf(from) + 1]?.focus()
}
