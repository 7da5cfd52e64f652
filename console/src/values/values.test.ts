/** What people type, as the tables of examples say; the Rust tests read the same tables. */
import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { isoDay } from '../format/format'
import { sentDay, typedDay } from './day'
import { typedEmail } from './email'
import { fold, isName, matches, oneLine } from './letters'
import { typedNumber } from './number'
import { typedPhone } from './phone'
import { finds, searchLack } from './search'

interface Row {
  typed: string
  becomes?: string
  refused?: string
  sms?: boolean
  kind?: string
  found?: boolean
}

const TABLES = '../../../crates/certification/tests/values/'

function rows(file: string, table: string): Row[] {
  const text = readFileSync(new URL(`${TABLES}${file}.json`, import.meta.url), 'utf8')
  const found = (JSON.parse(text) as Record<string, Row[]>)[table] ?? []
  expect(found.length).toBeGreaterThan(0)
  return found
}

/** The rows that come out otherwise than the table says, with what came of them. */
function wrong(file: string, table: string, got: (typed: string) => Omit<Row, 'typed'>): unknown[] {
  return rows(file, table)
    .map(({ typed, ...wanted }) => ({
      typed,
      wanted,
      got: JSON.parse(JSON.stringify(got(typed))) as unknown,
    }))
    .filter(({ wanted, got }) => JSON.stringify(sorted(wanted)) !== JSON.stringify(sorted(got)))
}

const sorted = (row: unknown) => Object.entries(row as object).sort()
const answer = (becomes: string | undefined, refused: string | undefined): Omit<Row, 'typed'> => ({
  ...(becomes !== undefined && { becomes }),
  ...(refused !== undefined && { refused }),
})

test('an e-mail address is taken or refused as in Rust', () =>
  expect(
    wrong('identifiers', 'email', (typed) => {
      const { email, lack } = typedEmail(typed)
      return answer(email, lack)
    }),
  ).toEqual([]))

test('a telephone number is taken or refused as in Rust', () =>
  expect(
    wrong('identifiers', 'phone', (typed) => {
      const { phone, sms, lack } = typedPhone(typed)
      return { ...answer(phone, lack), ...(sms !== undefined && { sms }) }
    }),
  ).toEqual([]))

test('a personal number or tax code is taken or refused as in Rust', () =>
  expect(
    wrong('identifiers', 'number', (typed) => {
      const found = typedNumber(typed)
      return found ? { becomes: found.number, kind: found.kind } : { refused: 'shape' }
    }),
  ).toEqual([]))

test('a name becomes the line that the API stores', () =>
  expect(
    wrong('letters', 'name', (typed) => {
      const line = oneLine(typed)
      return isName(line) ? { becomes: line } : { refused: 'name' }
    }),
  ).toEqual([]))

test('texts are compared without what people do not see', () =>
  expect(wrong('letters', 'fold', (typed) => ({ becomes: fold(typed) }))).toEqual([]))

test('a register number with its year is searched for and a personal number is not', () =>
  expect(wrong('search', 'search', (typed) => answer(undefined, searchLack(typed)))).toEqual([]))

test('a case is found by its names, number and codes', () => {
  const one = {
    id: '01K8E5V3YJ9X0W6P2R4T7Q1Z5B',
    requester: { name: "Y'Mẫu Thị Đào" },
    original_name: 'Bằng tốt nghiệp',
    number: {
      number: 127,
      text: '127/ĐT',
      book_text: 'quyển số 01/2026-SCTĐT/BS',
      at: '2026-11-23T09:14:00+07:00',
    },
    check_code: '0000-0000-0000-0007',
  }
  const yearOf = (at: string) => isoDay(at).slice(0, 4)
  expect(wrong('search', 'finds', (typed) => ({ found: finds(typed, one, yearOf) }))).toEqual([])
})

test('a day is taken as the API takes it', () =>
  expect(
    wrong('days', 'sent', (typed) => {
      const { day, lack } = sentDay(typed)
      return answer(day, lack)
    }),
  ).toEqual([]))

test('a typed day is taken in every usual form, and refused with the reason', () =>
  expect(
    wrong('days', 'typed', (typed) => {
      const { day, lack } = typedDay(typed)
      return answer(day, lack)
    }),
  ).toEqual([]))

test('words are found in any order, over all fields', () => {
  expect(matches('dao nguyen', 'Nguyễn Thị Đào')).toBe(true)
  expect(matches('dao bang', 'Nguyễn Thị Đào', 'Bằng tốt nghiệp')).toBe(true)
  expect(matches('dao hoa', 'Nguyễn Thị Đào')).toBe(false)
})
