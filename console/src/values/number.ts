/**
 * Personal numbers and tax codes: the same rules as `personal_number.rs` and `tax_code.rs` in
 * `crates/certification/src/identifier`. Both are tested against `crates/certification/tests/values/identifiers.json`.
 */
import { asTyped } from './letters'

export interface TypedNumber {
  kind: 'personal' | 'tax'
  number: string
}

/** The number that was typed: a CCCD or CMND, or a tax code; undefined when it is none. */
export function typedNumber(typed: string): TypedNumber | undefined {
  // Readers type the whole text of a card's QR code: `001099000001|…|name|…`.
  const text = asTyped(typed)
    .replace(/^([^|]{12})\|.*$/, '$1')
    .replaceAll(' ', '')
  const digits = text.replace(/[.-]/g, '')
  // A hyphen before fewer than three digits belongs to an incomplete tax code.
  const grouped = text === digits || text.split(/[.-]/).every((group) => group.length >= 3)
  if (grouped && /^(?:\d{9}|\d{12})$/.test(digits)) return { kind: 'personal', number: digits }
  const tax = /^(\d{10})(\d{3})?$/.exec(digits)
  return tax ? { kind: 'tax', number: [tax[1], tax[2]].filter(Boolean).join('-') } : undefined
}
