/** What the screens of appointments read. */
import { queryOptions } from '@tanstack/react-query'

import { api, body } from '../../api/client'
import { LIVE, queries } from '../../api/queries'
import type { Appointment, Schema } from '../../api/types'

export type AppointmentState = Schema['AppointmentState']

/** The appointments of some days in a state, a list a day; looked at again every few seconds. */
export const ofDays = (days: readonly string[], state: AppointmentState) =>
  queryOptions({
    queryKey: ['appointments', state, ...days],
    queryFn: ({ signal }) => Promise.all(days.map((day) => ofDay(day, state, signal))),
    refetchInterval: LIVE,
    placeholderData: (before) => (before?.length === days.length ? before : undefined),
  })

async function ofDay(day: string, state: AppointmentState, signal: AbortSignal): Promise<Appointment[]> {
  const found: Appointment[] = []
  let cursor: string | undefined
  do {
    const query = { day, state, limit: 100, ...(cursor === undefined ? {} : { cursor }) }
    const page = await body(api().GET('/appointments', { params: { query }, signal }))
    found.push(...page.appointments)
    cursor = page.next
  } while (cursor !== undefined)
  return found
}

/** The appointments whose hours the calendar has no longer. They come with a holiday or new hours, so not by the second. */
export const displacedAppointments = queryOptions({
  queryKey: ['appointments', 'displaced'],
  queryFn: ({ signal }) => body(api().GET('/appointments/displaced', { signal })),
  refetchInterval: 60_000,
})

export const oneAppointment = (id: string) =>
  queryOptions({
    queryKey: ['appointment', id],
    queryFn: ({ signal }) =>
      body(api().GET('/appointments/{appointment}', { params: { path: { appointment: id } }, signal })),
    refetchInterval: LIVE,
  })

export const noticesOf = (id: string) =>
  queryOptions({
    queryKey: ['deliveries', 'appointment', id],
    queryFn: async ({ signal }) =>
      (
        await body(
          api().GET('/appointments/{appointment}/deliveries', {
            params: { path: { appointment: id } },
            signal,
          }),
        )
      ).deliveries,
    refetchInterval: LIVE,
  })

/** Who did what with an appointment. */
export const historyOf = (id: string) =>
  queryOptions({
    queryKey: ['appointment', id, 'history'],
    queryFn: async ({ signal }) =>
      (
        await body(
          api().GET('/appointments/{appointment}/history', { params: { path: { appointment: id } }, signal }),
        )
      ).history,
  })

export const freeHours = (date: string) =>
  queryOptions({
    queryKey: ['slots', date],
    queryFn: ({ signal }) => body(api().GET('/slots', { params: { query: { date } }, signal })),
    refetchInterval: LIVE, // others book, too
  })

/** How long an appointment's hour is at the agency, in minutes. */
export const slotMinutes = queryOptions({
  queryKey: ['slot-minutes'],
  queryFn: async ({ signal }) => (await body(api().GET('/agency', { signal }))).calendar.slot_minutes,
  staleTime: 300_000,
})

/**
 * When an appointment's hour is over, in milliseconds since 1970; until then a late requester may still come. It is as
 * long as it was when it was booked; `minutes` are for one that does not say.
 */
export function endOf(
  { slot, minutes: own }: Pick<Appointment, 'slot' | 'minutes'>,
  minutes: number,
): number {
  return Date.parse(slot) + (own ?? minutes) * 60_000
}

/** Puts what a write answered where the screens read it. */
export function appointmentChanged(changed: Appointment): void {
  queries.setQueryData(oneAppointment(changed.id).queryKey, changed)
  appointmentsStale()
}

export function appointmentsStale(): void {
  for (const key of ['appointments', 'appointment', 'slots', 'deliveries'])
    void queries.invalidateQueries({ queryKey: [key] })
}
