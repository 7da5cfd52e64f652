/** The delivery ledger: what was sent to whom, and what came of it. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'

import { api, body } from './client'
import { LIVE, queries } from './queries'
import type { Delivery } from './types'

export type Unfinished = 'queued' | 'sending' | 'failed' | 'bounced' | 'complained'

const FAILED = new Set(['failed', 'bounced', 'complained'])

/** Whether it did not arrive, and may be sent again. */
export const hasFailed = ({ status }: Pick<Delivery, 'status'>) => FAILED.has(status)

/** Deliveries of the agency in one of the states, the oldest first. */
export const unfinished = (states: readonly Unfinished[]) =>
  queryOptions({
    queryKey: ['deliveries', ...states],
    queryFn: async ({ signal }) => {
      const lists = await Promise.all(states.map((state) => all(state, signal)))
      return lists.flat().sort((a, b) => a.since.localeCompare(b.since))
    },
    refetchInterval: LIVE,
  })

async function all(state: Unfinished, signal: AbortSignal): Promise<Delivery[]> {
  const found: Delivery[] = []
  let cursor: string | undefined
  do {
    const query = { state, limit: 100, ...(cursor ? { cursor } : {}) }
    const page = await body(api().GET('/deliveries', { params: { query }, signal }))
    found.push(...page.deliveries)
    cursor = page.next
  } while (cursor !== undefined && found.length < 1000)
  return found
}

/** What went out for the agency's cases, the newest first. */
export const done = infiniteQueryOptions({
  queryKey: ['deliveries', 'done'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam, signal }) =>
    body(
      api().GET('/deliveries', {
        params: { query: { state: 'done', limit: 50, ...(pageParam && { cursor: pageParam }) } },
        signal,
      }),
    ),
  getNextPageParam: ({ next }) => next,
})

/** What was sent for one case. */
export const ledger = (id: string) =>
  queryOptions({
    queryKey: ['deliveries', 'case', id],
    queryFn: async ({ signal }) =>
      (await body(api().GET('/cases/{case}/deliveries', { params: { path: { case: id } }, signal })))
        .deliveries,
    refetchInterval: LIVE,
  })

/** `case-…` or `appointment-…`, as what it is and its identifier. */
export function aboutOf({ about }: Delivery): { kind: 'case' | 'appointment'; id: string } {
  const at = about.indexOf('-')
  return { kind: about.startsWith('case-') ? 'case' : 'appointment', id: about.slice(at + 1) }
}

/** Gửi lại, to a corrected e-mail address if one is given; answers with the delivery after the attempt, which may have failed again. */
export async function resend(delivery: Delivery, email?: string): Promise<Delivery> {
  const { kind, id } = aboutOf(delivery)
  const sent =
    kind === 'case'
      ? api().POST('/cases/{case}/deliveries/{delivery}/resend', {
          params: { path: { case: id, delivery: delivery.id } },
          body: email === undefined ? {} : { email },
        })
      : api().POST('/appointments/{appointment}/deliveries/{delivery}/resend', {
          params: { path: { appointment: id, delivery: delivery.id } },
        })
  try {
    return await body(sent)
  } finally {
    void queries.invalidateQueries({ queryKey: ['deliveries'] })
    if (email !== undefined) void queries.invalidateQueries({ queryKey: ['case', id] })
  }
}
