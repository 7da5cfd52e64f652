/**
 * What people type, paste and search for: the same rules as `crates/certification/src/letters.rs`. Both are tested against
 * `crates/certification/tests/values/letters.json`.
 */

/** Soft hyphen, zero width, direction marks, fillers, noncharacters: nothing is seen of them. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\uFFF0-\uFFFB]/gu
const BLANKS = /[\p{White_Space}\p{Cc}]+/gu
const HYPHENS = /[\u2010-\u2015\u2043\u2212\uFE58\uFE63\uFF0D]/g
const APOSTROPHES = /[\u00B4\u02B9\u02BB-\u02BD\u2018-\u201B\u2032\uA78C\uFF07\uFF40]/g

const visible = (text: string) => text.replace(INVISIBLE, '')
const spaced = (text: string) => text.replace(BLANKS, ' ').trim()
const oneForm = (text: string) => text.replace(HYPHENS, '-').replace(APOSTROPHES, "'")
/** Letters that look like Đ and đ, as those. */
const withStroke = (text: string) => text.replace(/[\u00D0\u0189]/g, 'Đ').replace(/[\u00F0\u0256]/g, 'đ')

/** Text as it is searched: plain small letters, visible characters, one form of apostrophe and of hyphen, single blanks. */
export function fold(text: string): string {
  const plain = oneForm(visible(text).replaceAll('`', "'")).normalize('NFKD').replace(/\p{M}/gu, '')
  return spaced(withStroke(plain).toLowerCase().replaceAll('đ', 'd'))
}

/** A text as the API stores it: visible characters, composed, on one line, with single blanks. */
export function oneLine(text: string): string {
  return spaced(withStroke(visible(text).normalize('NFC')))
}

/** A typed number or address with the ASCII characters that it means. */
export function asTyped(text: string): string {
  const ascii = visible(text).replace(/[\uFF01-\uFF5E]/g, (c) =>
    String.fromCharCode(c.charCodeAt(0) - 0xfee0),
  )
  return spaced(oneForm(ascii))
}

/** Whether a name has a letter or a digit, and no pile of marks on one letter. */
export function isName(line: string): boolean {
  return /[\p{Alphabetic}\p{N}]/u.test(line) && !/\p{M}{3}/u.test(line)
}

/** Whether every word of `wanted` is somewhere in one of the texts. */
export function matches(wanted: string, ...texts: (string | undefined)[]): boolean {
  const all = fold(texts.filter(Boolean).join(' '))
  return fold(wanted)
    .split(' ')
    .every((word) => all.includes(word))
}
