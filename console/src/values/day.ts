/**
 * Days as people type them and as the API takes them (`crates/certification/src/day.rs`). Both are tested against
 * `crates/certification/tests/values/days.json`.
 */
import { asTyped } from './letters'

export type DayLack = 'form' | 'time_of_day' | 'no_such_day' | 'year'

export type TypedDay = { day: string; lack?: never } | { day?: never; lack: DayLack }

/** A day that was typed (`1/2/2027`, `1.2.27`, `010227`) in the API's form, or why it is none. */
export function typedDay(typed: string): TypedDay {
  const text = asTyped(typed).replace(/^ngày /i, '')
  const found =
    /^(\d{1,2}) ?[/. -] ?(\d{1,2}) ?[/. -] ?(\d{4}|\d\d)(.*)$/.exec(text) ??
    /^(\d\d)(\d\d)(\d{4}|\d\d)(.*)$/.exec(text)
  if (!found) return { lack: 'form' }
  const [, day = '', month = '', year = '', behind = ''] = found
  if (behind) return { lack: /^[ ,T]+\d{1,2} ?[:hg]/i.test(behind) ? 'time_of_day' : 'form' }
  return checked(Number(year.length === 2 ? `20${year}` : year), Number(month), Number(day))
}

/** A day in the API's form, `2026-11-25`, as it stands in an address; or why it is none. */
export function sentDay(text: string): TypedDay {
  const found = /^(\d{4})-(\d\d)-(\d\d)(.*)$/.exec(text)
  if (!found) return { lack: 'form' }
  const [, year, month, day, behind = ''] = found
  if (behind) return { lack: /^[Tt ]/.test(behind) ? 'time_of_day' : 'form' }
  return checked(Number(year), Number(month), Number(day))
}

function checked(year: number, month: number, day: number): TypedDay {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return { lack: 'no_such_day' }
  return year >= 1990 && year <= 2100 ? { day: date.toISOString().slice(0, 10) } : { lack: 'year' }
}
