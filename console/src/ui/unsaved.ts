/** What would be lost with the page: while there is any, the browser asks before it reloads or closes. */
import { useEffect } from 'react'

const held = new Set<symbol>()

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault()
}

/** Holds the page; the result lets it go. */
export function holdPage(): () => void {
  const mark = Symbol('unsaved')
  if (held.size === 0) addEventListener('beforeunload', ask)
  held.add(mark)
  return () => {
    held.delete(mark)
    if (held.size === 0) removeEventListener('beforeunload', ask)
  }
}

/** Lets the page go without a question: another person takes it over. */
export function letPageGo(): void {
  held.clear()
  removeEventListener('beforeunload', ask)
}

/** Has the browser ask while something is typed and neither saved nor sent. */
export function useUnsaved(unsaved: boolean): void {
  useEffect(() => (unsaved ? holdPage() : undefined), [unsaved])
}
