/** Searching all cases of the agency: the API searches one state at a time, so every state is asked. */
import { queryOptions } from '@tanstack/react-query'

import { api, body } from '../../api/client'
import type { Case, CaseState } from '../../api/types'
import { fold, oneLine } from '../../values/letters'
import { searchLack } from '../../values/search'

export const STATES = [
  'draft',
  'awaiting_signature',
  'returned',
  'signed',
  'numbered',
  'sealed',
  'released',
  'withdrawn',
  'cancelled',
] as const satisfies readonly CaseState[]

export interface Wanted {
  search: string
  day: string
  type: string
  state: CaseState | ''
}

export interface FoundCases {
  cases: Case[]
  /** More match than are shown. */
  more: boolean
}

const SHOWN = 50
/** Requests for a state at the most: some years of a large office. Whoever looks for older ones names the day. */
const REQUESTS = 40

/** Whether something is asked for at all: everything that an office ever did is not listed. */
export function asks({ search, day, type, state }: Wanted): boolean {
  return Boolean(search.trim() || day || type || state)
}

/**
 * How many of the words that were typed with diacritics stand so in the case: *dương* finds Đường too, but Dương first.
 */
export function closeness(search: string, { requester, original_name }: Case): number {
  const exact = oneLine(`${requester.name} ${original_name}`).toLowerCase()
  const words = oneLine(search).toLowerCase().split(' ')
  return words.filter((word) => fold(word) !== word && exact.includes(word)).length
}

/** The cases that match, of all states or of one: the closest first, then the newest. */
export const matching = (wanted: Wanted) =>
  queryOptions({
    queryKey: ['find', wanted],
    queryFn: async ({ signal }): Promise<FoundCases> => {
      const states = wanted.state ? [wanted.state] : STATES
      const found = await Promise.all(
        states.map((state) => gathered((cursor) => page(state, wanted, cursor, signal))),
      )
      const cases = found.flatMap((one) => one.cases)
      const close = new Map(cases.map((one) => [one, closeness(wanted.search, one)]))
      cases.sort(
        (a, b) => (close.get(b) ?? 0) - (close.get(a) ?? 0) || b.received_at.localeCompare(a.received_at),
      )
      return {
        cases: cases.slice(0, SHOWN),
        more: cases.length > SHOWN || found.some(({ more }) => more),
      }
    },
    // Addresses and histories are no place for personal numbers, so one is not even sent.
    enabled: asks(wanted) && (!wanted.search.trim() || searchLack(wanted.search) === undefined),
    placeholderData: (before) => before,
  })

interface Page {
  cases: Case[]
  next?: string
}

/**
 * Reads on until there is enough to show: the API looks through some hundreds of cases a request, so a page may be empty
 * though an older case matches.
 */
export async function gathered(read: (cursor: string | undefined) => Promise<Page>): Promise<FoundCases> {
  const cases: Case[] = []
  let next: string | undefined
  for (let request = 0; request < REQUESTS; request++) {
    const page = await read(next)
    cases.push(...page.cases)
    next = page.next
    if (next === undefined || cases.length >= SHOWN) break
  }
  return { cases, more: next !== undefined }
}

function page(
  state: CaseState,
  { search, day, type }: Wanted,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page> {
  const words = search.trim()
  return body(
    api().GET('/cases', {
      params: {
        query: {
          state,
          order: 'newest',
          limit: SHOWN,
          ...(words ? { search: words } : {}),
          ...(day ? { day } : {}),
          ...(type ? { type } : {}),
          ...(cursor === undefined ? {} : { cursor }),
        },
      },
      signal,
    }),
  )
}
