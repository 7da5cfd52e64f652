import { describe, expect, test } from 'vitest'

import { bytes, day, daysAfter, isoDay, money, time } from './format'

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
