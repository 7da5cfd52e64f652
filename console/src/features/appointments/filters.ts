/** Which days and which state are shown, kept in the address so that back, reload and a sent link work. */
import { useSearchParams } from 'react-router'

import { daysAfter, isoDay } from '../../format/format'
import type { AppointmentState } from './queries'

export interface Shown {
  week: boolean
  /** A day that is shown: `2026-11-26`. */
  day: string
  state: AppointmentState
}

const STATES: readonly string[] = ['booked', 'opened', 'cancelled', 'no_show'] satisfies AppointmentState[]

export function useShown(): [Shown, (change: Partial<Shown>) => void] {
  const [query, setQuery] = useSearchParams()
  const state = query.get('trang-thai') ?? ''
  const shown: Shown = {
    week: query.get('xem') !== 'ngay',
    day: /^\d{4}-\d\d-\d\d$/.exec(query.get('ngay') ?? '')?.[0] ?? isoDay(new Date()),
    state: STATES.includes(state) ? (state as AppointmentState) : 'booked',
  }
  const change = (changed: Partial<Shown>) => {
    const { week, day, state } = { ...shown, ...changed }
    setQuery({
      ...(week ? {} : { xem: 'ngay' }),
      ngay: day,
      ...(state === 'booked' ? {} : { 'trang-thai': state }),
    })
  }
  return [shown, change]
}

/** 0 is Sunday. */
export function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}

/** The days that are shown: one, or the week from Monday on. */
export function daysOf({ week, day }: Shown): string[] {
  if (!week) return [day]
  const monday = daysAfter(day, -((weekday(day) + 6) % 7))
  return Array.from({ length: 7 }, (_, index) => daysAfter(monday, index))
}
