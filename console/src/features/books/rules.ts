/** What may be done to a book, and why not: what the API would refuse is said before. */
import { bookState } from '../../api/books'
import type { Book } from '../../api/types'
import { dayOfIso } from '../../format/format'
import type { Text } from '../../text/vi'

type Reasons = Text['books']['whyNot']

/** A book can be deleted only while it is empty. */
export function removeReason(book: Book, reasons: Reasons): string | undefined {
  if (book.closing) return reasons.counted
  if (book.issued > 0) return reasons.issued
  return book.successor ? reasons.continued : undefined
}

export function editReason(book: Book, reasons: Reasons): string | undefined {
  return book.closing ? reasons.counted : undefined
}

/** A book is closed from its last day on, or once another one goes on from it. */
export function closeReason(book: Book, today: string, reasons: Reasons): string | undefined {
  if (book.kind === 'paper') return reasons.paper
  if (book.closing) return reasons.counted
  if (today < book.closes && !book.successor) return reasons.open(dayOfIso(book.closes))
  return undefined
}

/** A paper book's lines are not kept here. */
export function printReason(book: Book, today: string, reasons: Reasons): string | undefined {
  if (book.kind === 'paper') return reasons.paper
  return bookState(book, today) === 'not_yet' ? reasons.notBegun : undefined
}

/** The months of a book that have begun, the last one first: `2026-11`. */
export function months(book: Book, today: string): string[] {
  const last = today < book.closes ? today : book.closes
  const all: string[] = []
  for (
    let month = book.opens.slice(0, 7);
    month <= last.slice(0, 7);
    month = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1)).toISOString().slice(0, 7)
  )
    all.unshift(month)
  return all
}
