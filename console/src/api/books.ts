/** Register books, as several screens read them. */
import { queryOptions } from '@tanstack/react-query'

import { api, body } from './client'
import { LIVE, queries } from './queries'
import type { Book } from './types'

/** All books of the agency; numbers are issued at other counters too, so it is looked at again. */
export const books = queryOptions({
  queryKey: ['books'],
  queryFn: async ({ signal }) => (await body(api().GET('/books', { signal }))).books,
  refetchInterval: LIVE,
})

/** What a book is good for on a day. */
export type BookState = 'open' | 'not_yet' | 'ended' | 'continued' | 'counted'

export function bookState(book: Book, today: string): BookState {
  if (book.closing) return 'counted'
  if (book.successor) return 'continued'
  if (today < book.opens) return 'not_yet'
  return today > book.closes ? 'ended' : 'open'
}

/** The books from which a number can be issued on a day. */
export function issuing(all: readonly Book[], today: string): Book[] {
  return all.filter((book) => book.kind === 'electronic' && bookState(book, today) === 'open')
}

/** After a number was issued or a book changed: read them again. */
export function booksChanged(): Promise<void> {
  return queries.invalidateQueries({ queryKey: ['books'] })
}

/** A page of a book's entries, after a cursor. */
export const entries = (id: string, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['books', id, 'entries', cursor ?? ''],
    queryFn: ({ signal }) =>
      body(
        api().GET('/books/{book}/entries', {
          params: { path: { book: id }, query: { limit: PAGE, ...(cursor ? { cursor } : {}) } },
          signal,
        }),
      ),
    placeholderData: (before) => before,
  })

/** Entries on a page. */
const PAGE = 50

/** The book reconciled with its entries; read when it is asked for. */
export const proof = (id: string) =>
  queryOptions({
    queryKey: ['proof', id],
    queryFn: ({ signal }) =>
      body(api().GET('/books/{book}/proof', { params: { path: { book: id } }, signal })),
    staleTime: 0,
    gcTime: 0,
  })
