/** Whether this clerk can seal now, and why not. */
import { useMe } from '../../api/queries'
import type { Certificate } from '../../api/types'
import { useSigningService } from '../../signing/service'
import { useText } from '../../text/text'
import { useNow } from '../../ui/now'

const DAY = 86_400_000

/** Whole days that a certificate is still good for; negative when it has ended. */
export function daysLeft(certificate: Certificate, now: number): number {
  return Math.floor((Date.parse(certificate.not_after) - now) / DAY)
}

/** Why nothing can be sealed now; undefined when it can. */
export function useSealReason(): string | undefined {
  const { why } = useText().clerk
  const me = useMe().data
  const now = useNow()
  const service = useSigningService()
  if (!me?.agency_certificate || !me.has_seal_image) return why.unready
  if (daysLeft(me.agency_certificate, now) < 0) return why.expired
  return service === 'ready' ? undefined : why.service
}
