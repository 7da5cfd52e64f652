/**
 * Searches: the same rules as `crates/certification/src/case/search.rs`. Both are tested against
 * `crates/certification/tests/values/search.json`.
 */
import { fold } from './letters'

export type SearchLack = 'length' | 'personal_number'

export const MAX_SEARCH = 100
/** Letters of a case's identifier or check code that find it. */
const SHORTEST_TAIL = 4

/** Why a text is not searched for; undefined when it is. */
export function searchLack(typed: string): SearchLack | undefined {
  if (Array.from(typed).length > MAX_SEARCH) return 'length'
  const folded = fold(typed)
  if (hasPersonalNumber(folded)) return 'personal_number'
  return folded === '' ? 'length' : undefined
}

/** Whether a CCCD or CMND stands in a folded text, in one or in groups; a register number with its year is none. */
function hasPersonalNumber(folded: string): boolean {
  return folded.split(/[^0-9 .-]/).some((run) => {
    const groups = run.split(/[ .-]+/).filter(Boolean)
    const personal = (length: number) => length === 9 || length === 12
    const asOne =
      personal(groups.join('').length) &&
      groups.every((group) => group.length >= 3) &&
      !(groups.length > 1 && groups.some((group) => /^(?:19|20)\d\d$/.test(group)))
    const threes = groups.map((group) => (group.length === 3 ? '3' : '-')).join('')
    return asOne || groups.some((group) => personal(group.length)) || threes.includes('333')
  })
}

/** What a search looks at in a case. */
export interface Searched {
  id: string
  requester: { name: string }
  original_name: string
  number?: { number: number; text: string; book_text: string; at: string }
  check_code?: string
}

/** Whether every word stands somewhere in the case: in a name, as its number, or in a code. */
export function finds(typed: string, of: Searched, yearOf: (instant: string) => string): boolean {
  const texts = [of.requester.name, of.original_name].map(fold)
  const { number } = of
  const year = number && yearOf(number.at)
  const isNumber = (text: string) => /^\d+$/.test(text) && Number(text) === number?.number
  const named = (word: string): boolean => {
    if (!number || year === undefined) return false
    if (/^\d+$/.test(word)) return isNumber(word)
    const parts = word.split(/[/-]/)
    const [one = '', two = '', three = ''] = parts
    const text = fold(number.text)
    if (parts.length === 2 && ((two === year && isNumber(one)) || (one === year && isNumber(two))))
      return true
    if (parts.length === 3 && two === year && isNumber(three))
      return fold(number.book_text).includes(`${one}/${two}`)
    return text.startsWith(word) || word === `${text}/${year}`
  }
  const id = of.id.toLowerCase()
  const check = of.check_code?.toLowerCase().replaceAll('-', '')
  return fold(typed)
    .split(' ')
    .every((word) => {
      const code = word.replace(/^ct-/, '').replaceAll('-', '').replaceAll('o', '0').replace(/[il]/g, '1')
      return (
        texts.some((text) => text.includes(word)) ||
        named(word) ||
        (code.length >= SHORTEST_TAIL && (id.endsWith(code) || (check?.includes(code) ?? false)))
      )
    })
}
