/** Dates, times, numbers and money as offices write them, in Asia/Ho_Chi_Minh whatever the computer says. */
const ZONE = 'Asia/Ho_Chi_Minh'

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

function partsOf(instant: string | Date): Record<string, string> {
  const date = typeof instant === 'string' ? new Date(instant) : instant
  return Object.fromEntries(parts.formatToParts(date).map(({ type, value }) => [type, value]))
}

/** `25/11/2026` */
export function day(instant: string | Date): string {
  const { day, month, year } = partsOf(instant)
  return `${day ?? ''}/${month ?? ''}/${year ?? ''}`
}

/** `09:14` */
export function time(instant: string | Date): string {
  const { hour, minute } = partsOf(instant)
  return `${hour ?? ''}:${minute ?? ''}`
}

/** `09:14 25/11/2026` */
export function dayAndTime(instant: string | Date): string {
  return `${time(instant)} ${day(instant)}`
}

/** `2026-11-25`: the day as the API writes it. */
export function isoDay(instant: string | Date): string {
  const { day, month, year } = partsOf(instant)
  return `${year ?? ''}-${month ?? ''}-${day ?? ''}`
}

/** `2026-11-25` as `25/11/2026`. */
export function dayOfIso(iso: string): string {
  return iso.split('-').reverse().join('/')
}

/** The day so many days after another one. */
export function daysAfter(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

const numbers = new Intl.NumberFormat('vi-VN')

/** `1.234.567` */
export function number(value: number): string {
  return numbers.format(value)
}

/** `4.000 đ` */
export function money(dong: number): string {
  return `${numbers.format(dong)} đ`
}

/** The size of what is over a limit: rounded up as finely as it takes to be seen as over it. `30,01 MB` */
export function bytesOver(count: number, limit: number): string {
  for (let digits = 1; digits <= 6; digits++) {
    const scale = 10 ** digits
    const megabytes = Math.ceil((count / 1_048_576) * scale) / scale
    const shown = `${new Intl.NumberFormat('vi-VN', { maximumFractionDigits: digits }).format(megabytes)} MB`
    if (shown !== bytes(limit) && megabytes > limit / 1_048_576) return shown
  }
  return `${numbers.format(count)} byte`
}

/** `2,1 MB` */
export function bytes(count: number): string {
  const [value, unit] = count < 1_048_576 ? [count / 1024, 'KB'] : [count / 1_048_576, 'MB']
  return `${new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }).format(value)} ${unit}`
}
