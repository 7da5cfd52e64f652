/** The form of a book: what stands in it at first, what is wrong with it, what is sent. */
import { Problem } from '../../api/problem'
import type { Book, Schema } from '../../api/types'
import type { Text } from '../../text/vi'

export interface BookFields {
  kind: string
  name: string
  /** As typed. */
  first: string
  opens: string
  closes: string
  number_pattern: string
  book_pattern: string
}

export type FieldErrors = Partial<Record<keyof BookFields, string | undefined>>

const PATTERNS: Record<string, [string, string]> = {
  electronic: ['{n}/ĐT', 'quyển số {nn}/{yyyy}-SCTĐT/BS'],
  paper: ['{n}', 'quyển số {nn}/{yyyy}-SCT/BS'],
}
const MOST = 99_999_999

/** The book that a new one of a kind and year goes on from. */
export function lastOf(books: readonly Book[], kind: string, year: string): Book | undefined {
  return books.find((book) => book.kind === kind && book.opens.startsWith(year) && !book.successor)
}

/** A new book of a kind from today, or from the beginning of the year's first, to the end of the year. */
export function fresh(kind: string, books: readonly Book[], today: string, words: Text): BookFields {
  const year = today.slice(0, 4)
  const opens = lastOf(books, kind, year) ? today : `${year}-01-01`
  const empty = { kind, name: '', first: '', opens, closes: '', number_pattern: '', book_pattern: '' }
  return followed(empty, [], books, words)
}

/** The fields as they follow the kind and the opening day, except those that the person has changed. */
export function followed(
  fields: BookFields,
  changed: readonly (keyof BookFields)[],
  books: readonly Book[],
  words: Text,
): BookFields {
  const { kind, opens } = fields
  if (!opens) return fields // while a day is being typed
  const year = opens.slice(0, 4)
  const last = lastOf(books, kind, year)
  const [number_pattern, book_pattern] = PATTERNS[kind] ?? ['', '']
  const defaults = {
    name: words.books.form.nameOf(kind, year),
    // The number that a paper book has reached is not known here.
    first: last ? (kind === 'paper' ? '' : String(last.next)) : '1',
    closes: `${year}-12-31`,
    number_pattern,
    book_pattern,
  }
  const kept = Object.fromEntries(changed.map((name) => [name, fields[name]]))
  return { ...fields, ...defaults, ...kept }
}

/** Whether a book's name says a year, and not that of its opening day. */
export function saysOtherYear({ name, opens }: Pick<BookFields, 'name' | 'opens'>): boolean {
  const years: string[] = name.normalize('NFKC').match(/(?<!\d)(?:19|20|21)\d\d(?!\d)/g) ?? []
  return years.length > 0 && !years.includes(opens.slice(0, 4))
}

export function fieldsOf(book: Book): BookFields {
  const { kind, name, opens, closes, number_pattern, book_pattern } = book
  return { kind, name, first: String(book.first), opens, closes, number_pattern, book_pattern }
}

export function check(fields: BookFields, { books, common }: Text): FieldErrors {
  const { form } = books
  const errors: FieldErrors = {}
  if (!fields.name.trim()) errors.name = common.required
  if (!fields.first) errors.first = common.required
  else if (!/^\d{1,8}$/.test(fields.first) || Number(fields.first) < 1 || Number(fields.first) > MOST)
    errors.first = form.digits
  if (!fields.opens) errors.opens = common.badDay
  if (!fields.closes) errors.closes = common.badDay
  else if (fields.opens && fields.closes < fields.opens) errors.closes = form.order
  else if (fields.opens && fields.closes.slice(0, 4) !== fields.opens.slice(0, 4)) errors.closes = form.year
  if (!fields.number_pattern.trim()) errors.number_pattern = common.required
  if (!fields.book_pattern.trim()) errors.book_pattern = common.required
  return errors
}

export function opening(fields: BookFields): Schema['OpenBookBody'] {
  return { ...fields, name: fields.name.trim(), first: Number(fields.first) }
}

/** What was changed of a book. */
export function changes(book: Book, fields: BookFields): Schema['ChangeBookBody'] {
  return {
    ...(fields.name.trim() === book.name ? {} : { name: fields.name.trim() }),
    ...(Number(fields.first) === book.first ? {} : { first: Number(fields.first) }),
    ...(fields.opens === book.opens ? {} : { opens: fields.opens }),
    ...(fields.closes === book.closes ? {} : { closes: fields.closes }),
  }
}

const FIELD_OF: Record<string, keyof BookFields> = {
  'book-out-of-series': 'first',
  'book-in-series': 'first',
  'book-of-another-year': 'opens',
  'book-closed': 'closes',
  // First number and opening day cannot be typed then.
  'book-has-entries': 'closes',
}

/** A refusal at the field that it is about; undefined when it is about none. */
export function refusedField(problem: unknown, fields: BookFields): FieldErrors | undefined {
  if (!(problem instanceof Problem)) return undefined
  const name = problem.field ?? FIELD_OF[problem.type.replace('urn:chung-thuc:problem:', '')]
  return name !== undefined && name in fields ? { [name]: problem.message } : undefined
}
