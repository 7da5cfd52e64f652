/**
 * E-mail addresses: the same rules as `crates/certification/src/identifier/email.rs`. Both are tested against
 * `crates/certification/tests/values/identifiers.json`.
 */
import { asTyped } from './letters'

export type EmailLack =
  'empty' | 'named' | 'no_at' | 'several' | 'blank' | 'letter' | 'long' | 'local' | 'domain'

export type TypedEmail = { email: string; lack?: never } | { email?: never; lack: EmailLack }

/** The address that was typed, or why it is none. */
export function typedEmail(typed: string): TypedEmail {
  const email = bare(asTyped(typed))
  const lack = lackOf(email)
  return lack ? { lack } : { email }
}

/** The address without what is copied along: `mailto:`, `<…>`, punctuation behind it. */
function bare(typed: string): string {
  const before = typed
  const address = typed
    .replace(/^ +| +$/g, '')
    .replace(/[.,;]+$/, '')
    .replace(/^mailto:/i, '')
    .replace(/^<(.*)>$/, '$1')
  return address === before ? address : bare(address)
}

function lackOf(address: string): EmailLack | undefined {
  if (address === '') return 'empty'
  if (/[<>]/.test(address)) return 'named'
  const [local = '', domain, ...more] = address.split('@')
  if (domain === undefined) return 'no_at'
  if (more.length > 0 || /[,;]/.test(address)) return 'several'
  if (address.includes(' ')) return 'blank'
  if (/[^!-~]/.test(address)) return 'letter'
  if (address.length > 254) return 'long'
  if (local.length > 64 || !/^[^.()[\]:"\\]+(\.[^.()[\]:"\\]+)*$/.test(local)) return 'local'
  const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
  return new RegExp(`^(?:${label}\\.)+(?=[a-z][a-z0-9-]*[a-z0-9]$)${label}$`, 'i').test(domain)
    ? undefined
    : 'domain'
}
