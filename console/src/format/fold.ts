/** Text as it is searched: without case, diacritics, and with `đ` as `d`. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/\s+/gu, ' ')
    .trim()
}

/** Whether every word of `wanted` is somewhere in one of the texts. */
export function matches(wanted: string, ...texts: (string | undefined)[]): boolean {
  const all = fold(texts.filter(Boolean).join(' '))
  return fold(wanted)
    .split(' ')
    .every((word) => all.includes(word))
}
