/** Codes and order of document types. */
import { fold } from '../../values/letters'

/** A stable code for a new type: its name without diacritics, and a number when it is taken. */
export function codeFor(name: string, taken: readonly string[]): string {
  const base =
    fold(name)
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 50)
      .replace(/^-+|-+$/g, '') || 'loai'
  let code = base
  for (let n = 2; taken.includes(code); n++) code = `${base}-${n}`
  return code
}

/** The list with the offered type at one place put at another; those no longer offered stay behind. */
export function moved<T extends { retired: boolean }>(all: readonly T[], from: number, to: number): T[] {
  const offered = all.filter(({ retired }) => !retired)
  const [type] = offered.splice(from, 1)
  if (type) offered.splice(to, 0, type)
  return [...offered, ...all.filter(({ retired }) => retired)]
}
