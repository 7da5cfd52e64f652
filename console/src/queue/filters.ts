/** A list's filters, kept in the address so that back, reload and a sent link work. */
import { useSearchParams } from 'react-router'

import type { Case } from '../api/types'
import { isoDay } from '../format/format'
import { sentDay } from '../values/day'
import { finds } from '../values/search'

export interface Filters {
  search: string
  /** `2026-11-25`, or empty. */
  day: string
  /** Code of the document type, or empty. */
  type: string
}

const NAMES: Record<keyof Filters, string> = { search: 'tim', day: 'ngay', type: 'loai' }

export function useFilters(): [Filters, (change: Partial<Filters>) => void] {
  const [query, setQuery] = useSearchParams()
  const of = (name: keyof Filters) => query.get(NAMES[name]) ?? ''
  const filters = { search: of('search'), day: sentDay(of('day')).day ?? '', type: of('type') }
  const change = (changed: Partial<Filters>) =>
    setQuery(
      (before) => {
        const next = new URLSearchParams(before)
        for (const [name, value] of Object.entries(changed) as [keyof Filters, string][])
          if (value) next.set(NAMES[name], value)
          else next.delete(NAMES[name])
        return next
      },
      { replace: true },
    )
  return [filters, change]
}

/** The cases that the filters leave, in their order. */
export function filtered(cases: readonly Case[], { search, day, type }: Filters): Case[] {
  return cases.filter(
    (one) =>
      (!day || isoDay(one.received_at) === day) &&
      (!type || one.document_type === type) &&
      (!search.trim() || finds(search, one, yearOf)),
  )
}

/** The year of an instant in Vietnam. */
const yearOf = (instant: string) => isoDay(instant).slice(0, 4)

/** What people say for a case's identifier: its end, which is the part that differs. */
export function shortCode(id: string): string {
  return `CT-${id.slice(-8)}`
}
