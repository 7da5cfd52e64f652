/** What the settings read; everything about an agency counts with the agency's one version. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'

import { api, body } from '../../api/client'
import { queries } from '../../api/queries'
import type { Schema } from '../../api/types'
import type { Scope } from './scope'

export type Official = Schema['OfficialView']
export type Agency = Schema['AgencyView']

const key = (scope: Scope, what: string) => ['admin', scope.id, what]

export const ownAgency = queryOptions({
  queryKey: ['admin', 'own'],
  queryFn: ({ signal }) => body(api().GET('/agency', { signal })),
})

export const agency = (scope: Scope) =>
  queryOptions({
    queryKey: key(scope, 'agency'),
    queryFn: ({ signal }) =>
      body(api().GET('/agencies/{agency}', { params: { path: { agency: scope.id } }, signal })),
  })

export const officials = (scope: Scope) =>
  queryOptions({
    queryKey: key(scope, 'officials'),
    queryFn: async ({ signal }) =>
      (await body(api().GET('/agency/officials', { params: { query: scope.query }, signal }))).officials,
  })

export const types = (scope: Scope) =>
  queryOptions({
    queryKey: key(scope, 'types'),
    queryFn: ({ signal }) =>
      body(api().GET('/agency/document-types', { params: { query: scope.query }, signal })),
  })

export const calendar = (scope: Scope) =>
  queryOptions({
    queryKey: key(scope, 'calendar'),
    queryFn: ({ signal }) => body(api().GET('/agency/calendar', { params: { query: scope.query }, signal })),
  })

export const fees = (scope: Scope) =>
  queryOptions({
    queryKey: key(scope, 'fees'),
    queryFn: ({ signal }) => body(api().GET('/agency/fees', { params: { query: scope.query }, signal })),
  })

export const wordings = (scope: Scope) =>
  queryOptions({
    queryKey: key(scope, 'wordings'),
    queryFn: ({ signal }) => body(api().GET('/agency/wordings', { params: { query: scope.query }, signal })),
  })

export const columns = (scope: Scope) =>
  queryOptions({
    queryKey: key(scope, 'columns'),
    queryFn: ({ signal }) =>
      body(api().GET('/agency/register-columns', { params: { query: scope.query }, signal })),
  })

export const holidays = queryOptions({
  queryKey: ['admin', 'holidays'],
  queryFn: ({ signal }) => body(api().GET('/holidays', { signal })),
})

export const trust = queryOptions({
  queryKey: ['admin', 'trust'],
  queryFn: ({ signal }) => body(api().GET('/trust', { signal })),
})

export const history = (scope: Scope) =>
  infiniteQueryOptions({
    queryKey: key(scope, 'history'),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      body(
        api().GET('/agency/history', {
          params: { query: { ...scope.query, limit: 50, ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next,
  })

export const agencies = infiniteQueryOptions({
  queryKey: ['admin', 'agencies'],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam, signal }) =>
    body(
      api().GET('/agencies', {
        params: { query: { limit: 200, ...(pageParam ? { cursor: pageParam } : {}) } },
        signal,
      }),
    ),
  getNextPageParam: ({ next }) => next,
})

export const deliveries = (state: 'queued' | 'sending' | 'failed' | 'bounced') =>
  queryOptions({
    queryKey: ['admin', 'deliveries', state],
    queryFn: ({ signal }) => body(api().GET('/deliveries', { params: { query: { state } }, signal })),
  })

/** After any change, and after a refusal because of somebody else's: what is shown is read again. */
export function readAgain(): void {
  void queries.invalidateQueries({ queryKey: ['admin'] })
  void queries.invalidateQueries({ queryKey: ['document-types'] })
  void queries.invalidateQueries({ queryKey: ['me'] })
}
