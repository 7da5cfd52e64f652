import { describe, expect, test } from 'vitest'

import type { Book } from '../../api/types'
import { vi as words } from '../../text/vi'
import { followed, fresh, saysOtherYear } from './form'

const book = { id: 'b', kind: 'electronic', opens: '2026-01-01', closes: '2026-12-31', next: 363 } as Book
const TODAY = '2026-12-15'

describe('the defaults of a new book', () => {
  const now = fresh('electronic', [book], TODAY, words)
  test('go on from the book of the year', () =>
    expect(now).toMatchObject({
      name: 'Sổ chứng thực bản sao điện tử năm 2026',
      first: '363',
      opens: TODAY,
      closes: '2026-12-31',
    }))
  test('follow the opening day into the next year, whose first number is 1', () =>
    expect(followed({ ...now, opens: '2027-01-01' }, ['opens'], [book], words)).toMatchObject({
      name: 'Sổ chứng thực bản sao điện tử năm 2027',
      first: '1',
      closes: '2027-12-31',
    }))
  test('stay where the person has changed them', () => {
    const own = { ...now, name: 'Sổ của tôi', first: '5', opens: '2027-01-01' }
    expect(followed(own, ['name', 'first', 'opens'], [book], words)).toMatchObject({
      name: 'Sổ của tôi',
      first: '5',
      closes: '2027-12-31',
    })
  })
  test('wait while a day is being typed', () => {
    const typing = { ...now, opens: '' }
    expect(followed(typing, ['opens'], [book], words)).toEqual(typing)
  })
  test('follow the kind, too', () =>
    expect(followed({ ...now, kind: 'paper', name: 'Sổ của tôi' }, ['name'], [book], words)).toMatchObject({
      name: 'Sổ của tôi',
      first: '1',
      number_pattern: '{n}',
    }))
})

test.each([
  ['Sổ năm 2026', '2027-01-01', true],
  ['Sổ năm 2027', '2027-01-01', false],
  ['Sổ 2027, tiếp theo sổ 2026', '2027-01-01', false],
  ['Sổ số 12026', '2027-01-01', false],
  ['Sổ chứng thực', '2027-01-01', false],
])('%s opening on %s says another year: %s', (name, opens, expected) =>
  expect(saysOtherYear({ name, opens })).toBe(expected),
)
