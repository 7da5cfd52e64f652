/** What a requester reads. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'

import { api, body } from '../api/client'
import { queries } from '../api/queries'
import type { Schema } from '../api/types'

export type Booking = Schema['BookingView']
export type Notice = Schema['InboxItemView']

export const appointments = infiniteQueryOptions({
  queryKey: ['my-appointments'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam, signal }) =>
    body(api().GET('/booking/appointments', { params: { query: page(pageParam) }, signal })),
  getNextPageParam: ({ next }) => next,
})

export const inbox = infiniteQueryOptions({
  queryKey: ['inbox'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam, signal }) =>
    body(api().GET('/inbox', { params: { query: page(pageParam) }, signal })),
  getNextPageParam: ({ next }) => next,
})

const page = (cursor: string | undefined) => (cursor === undefined ? { limit: 50 } : { limit: 50, cursor })

/** Every agency that takes appointments: some thousands of short lines for the whole country. */
export const agencies = queryOptions({
  queryKey: ['booking-agencies'],
  queryFn: async ({ signal }) => {
    const all: Schema['BookingOfficeView'][] = []
    let cursor: string | undefined
    do {
      const query = cursor === undefined ? { limit: 200 } : { limit: 200, cursor }
      const answer = await body(api().GET('/booking/agencies', { params: { query }, signal }))
      all.push(...answer.agencies)
      cursor = answer.next
    } while (cursor !== undefined)
    return all
  },
  staleTime: 600_000,
})

export const documentTypes = (agency: string) =>
  queryOptions({
    queryKey: ['booking-types', agency],
    queryFn: async ({ signal }) =>
      (
        await body(
          api().GET('/booking/agencies/{agency}/document-types', { params: { path: { agency } }, signal }),
        )
      ).document_types,
    staleTime: 300_000,
  })

export const slots = (agency: string, date: string) =>
  queryOptions({
    queryKey: ['booking-slots', agency, date],
    queryFn: ({ signal }) =>
      body(
        api().GET('/booking/agencies/{agency}/slots', {
          params: { path: { agency }, query: { date } },
          signal,
        }),
      ),
    refetchInterval: 30_000, // others book too
  })

/** After a change: the list, at once with what the answer says, the hours and, in a while, the notice of it. */
export function changed(now?: Booking): void {
  if (now)
    queries.setQueryData(
      appointments.queryKey,
      (known) =>
        known && {
          ...known,
          pages: known.pages.map((page) => ({
            ...page,
            appointments: page.appointments.map((one) => (one.id === now.id ? now : one)),
          })),
        },
    )
  for (const key of ['my-appointments', 'booking-slots', 'inbox'])
    void queries.invalidateQueries({ queryKey: [key] })
}
