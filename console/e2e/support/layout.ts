/** What a screen or a dialog must keep to: the sizes of the offices' screens, and of what is pressed. */
import type { Page } from '@playwright/test'

export const SIZES = {
  '1366 × 768': { width: 1366, height: 768 },
  '1440 × 900': { width: 1440, height: 900 },
  // Twice the size leaves half the pixels of the layout.
  '200 % of 1366 × 768': { width: 683, height: 384 },
} as const

/** WCAG 2.5.8, in CSS pixels. */
const MIN_TARGET = 24
/** What a list, a document or a form must be high, to be of use. */
const MIN_LIST = 120

/** Targets that are too small or cannot be brought into view, and regions too low to be of use: of the page, or of a part. */
export function faults(page: Page, within = 'html'): Promise<string[]> {
  return page.evaluate(
    ({ target, list, within }) => {
      const root = [...document.querySelectorAll(within)].at(-1) ?? document.documentElement
      const found: string[] = []
      const name = (element: Element) =>
        `${element.tagName.toLowerCase()} “${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 60)}”`
      const shown = (element: Element) => element.checkVisibility({ visibilityProperty: true })
      const buttons = root.querySelectorAll<HTMLElement>(
        'button, a[class*=Button], a[class*=link], [role=button], summary, select, nav a',
      )
      for (const element of buttons) {
        if (!shown(element) || element.closest('[class*=skip]')) continue
        const before = element.getBoundingClientRect()
        if (before.width < target || before.height < target)
          found.push(`${name(element)}: ${Math.round(before.width)} × ${Math.round(before.height)}`)
        element.scrollIntoView({ block: 'center', inline: 'center' })
        const box = element.getBoundingClientRect()
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
        const on = document.elementFromPoint(x, y)
        if (!on || !(element.contains(on) || on.contains(element) || on.closest('label')))
          found.push(`${name(element)}: not in view at ${Math.round(x)}, ${Math.round(y)}`)
      }
      for (const element of root.querySelectorAll<HTMLElement>('[data-roomy]')) {
        if (!shown(element)) continue
        const { height } = element.getBoundingClientRect()
        if (height < Math.min(list, element.scrollHeight))
          found.push(
            `${element.getAttribute('aria-label') ?? element.className}: ${Math.round(height)} px high`,
          )
      }
      const wider = root.scrollWidth - root.clientWidth
      if (wider > 0) found.push(`it is ${wider} px too wide`)
      return found
    },
    { target: MIN_TARGET, list: MIN_LIST, within },
  )
}
