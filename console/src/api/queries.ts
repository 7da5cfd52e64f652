/** What several screens read, with the keys under which it is kept. */
import { QueryClient, queryOptions, useQuery } from '@tanstack/react-query'

import { api, body } from './client'
import { Problem } from './problem'
import type { Case, CaseState } from './types'

/** How often a list looks for the work of other counters, in milliseconds. */
export const LIVE = 5000

export const queries = new QueryClient({
  defaultOptions: {
    // The client repeats by itself and says that nothing answers; held back here, a lost network would be kept silent.
    queries: { retry: false, staleTime: 2000, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
})

export const me = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => body(api().GET('/me', { signal })),
  staleTime: 60_000,
})

export const documentTypes = queryOptions({
  queryKey: ['document-types'],
  queryFn: async ({ signal }) => (await body(api().GET('/document-types', { signal }))).document_types,
  staleTime: 300_000,
})

/** Pages of a queue that are read; whoever has more in it searches. */
const PAGES = 10

/** The cases in one of the states, the oldest first, looked at again every few seconds. */
export const queue = (states: readonly CaseState[]) =>
  queryOptions({
    queryKey: ['queue', ...states],
    queryFn: async ({ signal }) => {
      const lists = await Promise.all(states.map((state) => wholeQueue(state, signal)))
      return lists.flat().sort((a, b) => a.due_at.localeCompare(b.due_at) || a.id.localeCompare(b.id))
    },
    refetchInterval: LIVE,
  })

/** How often the menu looks at how many wait, in milliseconds. */
const COUNTED = 15_000

/** How many wait in each queue of whoever is signed in: one request for the whole menu. */
export const queueCounts = queryOptions({
  queryKey: ['queue', 'counts'], // looked at again with the lists when something was done
  queryFn: async ({ signal }) => (await body(api().GET('/queues', { signal }))).queues,
  refetchInterval: COUNTED,
})

async function wholeQueue(state: CaseState, signal: AbortSignal): Promise<Case[]> {
  const cases: Case[] = []
  let cursor: string | undefined
  for (let page = 0; page < PAGES; page++) {
    const query = cursor === undefined ? { state, limit: 100 } : { state, limit: 100, cursor }
    const answer = await body(api().GET('/cases', { params: { query }, signal }))
    cases.push(...answer.cases)
    cursor = answer.next
    if (cursor === undefined) break
  }
  return cases
}

/** One case; looked at again, since others may change it. */
export const oneCase = (id: string) =>
  queryOptions({
    queryKey: ['case', id],
    queryFn: ({ signal }) => body(api().GET('/cases/{case}', { params: { path: { case: id } }, signal })),
    refetchInterval: LIVE,
  })

export const caseHistory = (id: string) =>
  queryOptions({
    queryKey: ['case', id, 'history'],
    queryFn: ({ signal }) =>
      body(api().GET('/cases/{case}/history', { params: { path: { case: id } }, signal })),
  })

export type DocumentVersion = 'scan' | 'uploaded' | 'prepared' | 'signed' | 'sealed'

/** A document's bytes: the link is good for minutes, so it is fetched at once. `seen` tells versions apart. */
export const documentBytes = (id: string, version: DocumentVersion, seen: string | number) =>
  queryOptions({
    queryKey: ['document', id, version, seen],
    queryFn: async ({ signal }) => {
      const link = await body(
        api().GET('/cases/{case}/document', { params: { path: { case: id }, query: { version } }, signal }),
      )
      const answer = await fetch(link.url, { signal })
      if (!answer.ok) throw new Error(`document: ${answer.status}`)
      return new Uint8Array(await answer.arrayBuffer())
    },
    staleTime: Infinity,
    gcTime: 60_000, // 30 MB each: not kept longer than somebody goes back and forth
  })

/** The state that this page itself brought a case to; another one is somebody else's doing. */
const brought = new Map<string, CaseState>()

export function broughtBy(one: Case): 'us' | 'somebody' {
  return brought.get(one.id) === one.state ? 'us' : 'somebody'
}

/** Puts what a write answered where the screens read it, and has the lists look again. */
export function caseChanged(changed: Case): void {
  brought.set(changed.id, changed.state)
  queries.setQueryData(oneCase(changed.id).queryKey, changed)
  void queries.invalidateQueries({ queryKey: ['queue'] })
  void queries.invalidateQueries({ queryKey: ['case', changed.id, 'history'] })
}

/** After a refusal because of somebody else's change: read everything about the case again. */
export function refreshAfter(problem: unknown, id: string): void {
  if (problem instanceof Problem && problem.meanwhile) {
    void queries.invalidateQueries({ queryKey: ['case', id] })
    void queries.invalidateQueries({ queryKey: ['queue'] })
  }
}

export function useMe() {
  return useQuery(me)
}
