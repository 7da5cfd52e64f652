/** Whether the page that is about to be signed or sealed has been on the screen. */
import { useCallback, useEffect, useState, type RefObject } from 'react'

import { MOMENT } from '../ui/keys'

/** `drawn`: the page was drawn and on the screen. `failed`: it cannot be shown. */
export type Sight = 'waiting' | 'drawn' | 'failed'

/** Why nothing may be signed yet; `moment`: the page came by itself and is in sight for less than a moment. */
export type Unseen = Exclude<Sight, 'drawn'> | 'moment'

interface InSight {
  /** Undefined when the page may be signed. */
  unseen: Unseen | undefined
  tell: (sight: Sight) => void
}

/**
 * Follows the page of some content. Content that came by itself, after the one before was done, must have been in sight
 * for a moment: a second press of a key is not meant for it.
 */
export function useInSight(content: string | undefined, byItself: boolean): InSight {
  const [told, setTold] = useState<{ content: string | undefined; sight: Sight }>()
  const [looked, setLooked] = useState<string>()
  const sight = told?.content === content ? (told?.sight ?? 'waiting') : 'waiting'
  const drawn = sight === 'drawn'
  useEffect(() => {
    if (!drawn || !byItself) return
    const timer = setTimeout(setLooked, MOMENT, content)
    return () => clearTimeout(timer)
  }, [drawn, byItself, content])
  const tell = useCallback((now: Sight) => setTold({ content, sight: now }), [content])
  if (!drawn) return { unseen: sight, tell }
  return { unseen: byItself && looked !== content ? 'moment' : undefined, tell }
}

/** Whether an element is on the screen, or no farther from it than a margin. */
export function useOnScreen(element: RefObject<HTMLElement | null>, margin = '0px'): boolean {
  const [on, setOn] = useState(false)
  useEffect(() => {
    if (!element.current) return
    const watch = new IntersectionObserver(([entry]) => setOn(entry?.isIntersecting ?? false), {
      rootMargin: margin,
    })
    watch.observe(element.current)
    return () => watch.disconnect()
  }, [element, margin])
  return on
}

/** What came of drawing, and of which document. */
interface Drawn<D> {
  of: D
  well: boolean
}

/** Tells how the drawing of a page goes; once it was seen, it stays so until another document takes its place. */
export function useSightOf<D>(
  document: D,
  drawing: Drawn<D> | undefined,
  onScreen: boolean,
  tell: ((sight: Sight) => void) | undefined,
): void {
  const [seen, setSeen] = useState<D>()
  const result = drawing?.of === document ? drawing : undefined
  if (result?.well && onScreen && seen !== document) setSeen(document)
  const sight = result?.well === false ? 'failed' : result && seen === document ? 'drawn' : 'waiting'
  useEffect(() => tell?.(sight), [sight, tell])
}
