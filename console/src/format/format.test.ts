import { describe, expect, test } from 'vitest'

import { bytes, bytesOver, day, daysAfter, isoDay, money, time } from './format'

describe('days', () => {
  test('are those of Việt Nam whatever the zone of the computer', () => {
    expect(day('2026-11-24T17:30:00Z')).toBe('25/11/2026')
    expect(time('2026-11-24T17:30:00Z')).toBe('00:30')
    expect(isoDay('2026-11-24T17:30:00Z')).toBe('2026-11-25')
  })
  test('are counted over months', () => expect(daysAfter('2026-12-31', 1)).toBe('2027-01-01'))
})

test('numbers have dots, fractions a comma', () => {
  expect(money(1_200_000)).toBe('1.200.000 đ')
  expect(bytes(2_202_010)).toBe('2,1 MB')
})

test('what is over a limit never reads like the limit', () => {
  const limit = 30 * 1_048_576
  expect(bytesOver(limit + 1, limit)).toBe('30,1 MB')
  expect(bytesOver(31 * 1_048_576, limit)).toBe('31 MB')
  expect(bytesOver(limit + 300_000, limit)).toBe('30,3 MB')
})
