/** Opening hours as one line: `07:30-11:30, 13:30-17:00`; nothing is a day off. */
export interface Shift {
  opens: string
  closes: string
}

const SHIFT = /^(\d{1,2})[:hg.]?(\d{2})?\s*[-–—]\s*(\d{1,2})[:hg.]?(\d{2})?$/

export function shiftsText(shifts: readonly Shift[]): string {
  return shifts.map(({ opens, closes }) => `${opens}-${closes}`).join(', ')
}

/** The hours that a line says; undefined when it says none in their order. */
export function shiftsOf(typed: string): Shift[] | undefined {
  if (typed.trim() === '') return []
  const shifts: Shift[] = []
  let before = ''
  for (const part of typed.split(/[,;]/)) {
    const match = SHIFT.exec(part.trim())
    const opens = match && clock(match[1], match[2])
    const closes = match && clock(match[3], match[4])
    if (!opens || !closes || opens >= closes || opens < before) return undefined
    shifts.push({ opens, closes })
    before = closes
  }
  return shifts
}

function clock(hours = '', minutes = '00'): string | undefined {
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined
  return `${hours.padStart(2, '0')}:${minutes}`
}

/** A whole number as it is typed; undefined when it is none. */
export function whole(typed: string): number | undefined {
  const digits = typed.replace(/[.\s]/g, '')
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined
}
