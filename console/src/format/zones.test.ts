/** The days and hours of Việt Nam in a browser whose own clock is put forward or back that night. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { dayAndTime, daysAfter, isoDay } from './format'

/** A zone, an hour of it that is there twice or never, and the slots of Việt Nam in and around it. */
const NIGHTS = [
  ['America/New_York', '2026-11-01', ['11:30', '12:30', '13:30', '14:30'], ['0:30', '1:30', '1:30', '2:30']],
  ['America/New_York', '2027-03-14', ['12:30', '13:30', '14:30'], ['0:30', '1:30', '3:30']],
  ['Europe/Paris', '2026-10-25', ['06:30', '07:30', '08:30'], ['1:30', '2:30', '2:30']],
  ['Europe/Paris', '2027-03-28', ['07:30', '08:30'], ['1:30', '3:30']],
] as const

const before = process.env.TZ

describe.each(NIGHTS)('in %s on the night of %s', (zone, day, slots, local) => {
  beforeAll(() => {
    process.env.TZ = zone
  })
  afterAll(() => {
    process.env.TZ = before
  })

  test('the clock of the browser is changed', () => {
    const clocks = slots.map((slot) => {
      const at = new Date(`${day}T${slot}:00+07:00`)
      return `${at.getHours()}:${at.getMinutes()}`
    })
    expect(clocks).toEqual(local)
  })

  test('every hour is said as it is in Việt Nam, of the same day', () => {
    const said = slots.map((slot) => dayAndTime(`${day}T${slot}:00+07:00`))
    expect(said).toEqual(slots.map((slot) => `${slot} ${day.split('-').reverse().join('/')}`))
    expect(slots.map((slot) => isoDay(`${day}T${slot}:00+07:00`))).toEqual(slots.map(() => day))
  })

  test('a week is seven days, none twice and none left out', () => {
    const first = daysAfter(day, -3)
    const week = [0, 1, 2, 3, 4, 5, 6].map((n) => daysAfter(first, n))
    expect(week.map((one) => isoDay(`${one}T00:00:00+07:00`))).toEqual(week)
    expect(week.map((one) => new Date(`${one}T00:00:00Z`).getUTCDay())).toEqual(
      week.map((_, n) => (new Date(`${first}T00:00:00Z`).getUTCDay() + n) % 7),
    )
    expect([week[3], daysAfter(week[6] ?? '', -6)]).toEqual([day, first])
  })
})
