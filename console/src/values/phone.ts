/**
 * Telephone numbers: the same rules as `crates/certification/src/identifier/phone.rs`. Both are tested against
 * `crates/certification/tests/values/identifiers.json`.
 */
import { asTyped } from './letters'

export type PhoneLack = 'characters' | 'old_mobile' | 'digits'

export type TypedPhone =
  { phone: string; sms: boolean; lack?: never } | { phone?: never; sms?: never; lack: PhoneLack }

/** The number that was typed and whether it gets SMS, or why it is none. */
export function typedPhone(typed: string): TypedPhone {
  // Excel puts an apostrophe before digits that are text; a copied link begins with `tel:`.
  const compact = asTyped(typed)
    .replace(/^'/, '')
    .replace(/^tel:/, '')
    .replace(/[ .()-]/g, '')
  const plus = compact.startsWith('+')
  const digits = plus ? compact.slice(1) : compact
  if (/\D/.test(digits)) return { lack: 'characters' }
  if (plus) return ofCountry(digits)
  return digits.startsWith('00') ? ofCountry(digits.slice(2)) : withoutCountry(digits)
}

/** A number that begins with the code of its country. */
function ofCountry(digits: string): TypedPhone {
  if (digits.startsWith('84')) return ofNational(digits.replace(/^840?/, ''))
  // E.164 has at most 15 digits.
  return /^[1-9]\d{6,14}$/.test(digits) ? { phone: `+${digits}`, sms: false } : { lack: 'digits' }
}

function withoutCountry(digits: string): TypedPhone {
  if (digits.startsWith('0')) return ofNational(digits.slice(1))
  if (digits.startsWith('84')) return ofNational(digits.replace(/^840?/, ''))
  // Hotlines have no trunk zero: 1800 and 1900, then four to six digits.
  return /^1[89]00\d{4,6}$/.test(digits) ? { phone: digits, sms: false } : { lack: 'digits' }
}

/** A number of Vietnam by its digits behind the trunk zero. */
function ofNational(digits: string): TypedPhone {
  if (/^[35789]\d{8}$/.test(digits)) return { phone: `+84${digits}`, sms: true }
  // A landline has the area code 2…; offices of the State have 080 and five digits.
  if (/^(?:2\d{8,9}|80\d{5})$/.test(digits)) return { phone: `0${digits}`, sms: false }
  return { lack: /^1[2689]\d{8}$/.test(digits) ? 'old_mobile' : 'digits' }
}
