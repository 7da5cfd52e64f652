/**
 * Numbers written out as Vietnamese offices do: `một nghìn không trăm linh một`. The same rules as the register's
 * (`crates/certification/src/words.rs`), since the total is confirmed before the API writes it out.
 */
const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']

/** Zero to 999.999.999: more than a book can hold. */
export function inWords(number: number): string {
  if (number === 0) return 'không'
  const words: string[] = []
  const groups = [
    [Math.floor(number / 1_000_000), 'triệu'],
    [Math.floor(number / 1000) % 1000, 'nghìn'],
    [number % 1000, ''],
  ] as const
  for (const [group, name] of groups) {
    if (group === 0) continue
    words.push(...groupInWords(group, words.length > 0))
    if (name) words.push(name)
  }
  return words.join(' ')
}

/** 1 to 999; `inside` when something was said before it. */
function groupInWords(group: number, inside: boolean): string[] {
  const [hundreds, tens, units] = [Math.floor(group / 100), Math.floor(group / 10) % 10, group % 10]
  const digit = (at: number) => DIGITS[at] ?? ''
  const words: string[] = []
  const hasHundreds = hundreds > 0 || inside
  if (hasHundreds) words.push(digit(hundreds), 'trăm')
  if (tens === 0 && units > 0 && hasHundreds) words.push('linh')
  else if (tens === 1) words.push('mười')
  else if (tens > 1) words.push(digit(tens), 'mươi')
  if (units === 0) return words
  if (tens > 1 && units === 1) words.push('mốt')
  else if (tens > 1 && units === 4) words.push('tư')
  else if (tens > 0 && units === 5) words.push('lăm')
  else words.push(digit(units))
  return words
}
