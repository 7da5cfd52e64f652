import { expect, test } from 'vitest'

import { daysOf } from './filters'

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
