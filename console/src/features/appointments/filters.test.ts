import { expect, test } from 'vitest'

import { daysOf } from './filters'
import { endOf } from './queries'

test('a week begins on Monday, whichever of its days is asked for', () => {
  const week = [
    '2026-11-23',
    '2026-11-24',
    '2026-11-25',
    '2026-11-26',
    '2026-11-27',
    '2026-11-28',
    '2026-11-29',
  ]
  for (const day of week) expect(daysOf({ week: true, day, state: 'booked' })).toEqual(week)
})

test('a day is itself', () =>
  expect(daysOf({ week: false, day: '2026-12-31', state: 'booked' })).toEqual(['2026-12-31']))

test('nobody has failed to come before the hour is over', () =>
  expect(endOf({ slot: '2026-11-26T08:00:00+07:00' }, 30)).toBe(Date.parse('2026-11-26T08:30:00+07:00')))
