/** Why the signed-in official cannot sign a case, as far as it is known before anything is prepared. */
import type { Case, Certificate, Me } from '../../api/types'
import { day } from '../../format/format'
import type { Text } from '../../text/vi'

/** From so many days before its end, a certificate is warned about. */
export const SOON = 30

export function daysLeft({ not_after }: Certificate, now: number): number {
  return Math.floor((Date.parse(not_after) - now) / 86_400_000)
}

export interface Hindrance {
  detail: string
  /** Whether it is mended on Trang cá nhân. */
  profile: boolean
}

export function hindrance(
  me: Me,
  of: Case | undefined,
  now: number,
  { signer }: Text,
): Hindrance | undefined {
  const { cannot } = signer
  const mended = (detail: string) => ({ detail, profile: true })
  if (me.no_right) return { detail: me.no_right, profile: false }
  const types = me.delegation?.document_types
  if (of && types && !types.includes(of.document_type)) return { detail: cannot.scope, profile: false }
  if (!me.certificate) return mended(cannot.noCertificate)
  if (Date.parse(me.certificate.not_after) < now) return mended(cannot.expired(day(me.certificate.not_after)))
  if (Date.parse(me.certificate.not_before) > now)
    return mended(cannot.notYet(day(me.certificate.not_before)))
  if (!me.has_signature_image) return mended(cannot.noImage)
  return undefined
}
