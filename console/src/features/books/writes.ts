/** What is written to books. */
import { api, body } from '../../api/client'
import { booksChanged } from '../../api/books'
import type { Book, Schema } from '../../api/types'

async function then<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } finally {
    // After a refusal too: somebody else has changed it.
    await booksChanged()
  }
}

export function openBook(book: Schema['OpenBookBody'], key: string): Promise<Book> {
  return then(body(api().POST('/books', { params: { header: { 'Idempotency-Key': key } }, body: book })))
}

export function changeBook(id: string, changes: Schema['ChangeBookBody']): Promise<Book> {
  return then(body(api().PATCH('/books/{book}', { params: { path: { book: id } }, body: changes })))
}

export async function deleteBook(id: string): Promise<void> {
  await then(api().DELETE('/books/{book}', { params: { path: { book: id } } }))
}

export function closeBook(id: string, total: number): Promise<Book> {
  return then(body(api().POST('/books/{book}/close', { params: { path: { book: id } }, body: { total } })))
}

/** Both days may be empty. */
export function exportBook(id: string, from: string, to: string): Promise<Schema['ExportLink']> {
  return body(
    api().POST('/books/{book}/export', {
      params: { path: { book: id } },
      body: { ...(from ? { from } : {}), ...(to ? { to } : {}) },
    }),
  )
}

export function printBook(id: string, month: string): Promise<Schema['PrintLink']> {
  return body(api().POST('/books/{book}/print', { params: { path: { book: id } }, body: { month } }))
}
