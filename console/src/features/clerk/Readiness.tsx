/** What sealing needs, said before the work: the seal's image, the agency's certificate and its days left. */
import { Alert, Anchor, Text } from '@mantine/core'
import { Link } from 'react-router'

import { useMe } from '../../api/queries'
import type { Certificate } from '../../api/types'
import { day, number } from '../../format/format'
import { useText } from '../../text/text'
import { Icon } from '../../ui/Icon'
import { useNow } from '../../ui/now'
import { daysLeft } from './readiness'

/** Days before its end from which a certificate is warned of. */
const SOON = 30

export function Readiness() {
  const { clerk } = useText()
  const me = useMe().data
  if (!me) return null
  const missing = [
    me.has_seal_image ? '' : clerk.unready.image,
    me.agency_certificate ? '' : clerk.unready.certificate,
  ].filter(Boolean)
  return (
    <>
      {missing.length > 0 && (
        <Alert color="yellow" title={clerk.unready.title} icon={<Icon name="alert" />} role="status">
          <Text size="sm">
            {missing.join(' ')}{' '}
            <Anchor size="sm" component={Link} to="/con-dau">
              {clerk.unready.link}
            </Anchor>
          </Text>
        </Alert>
      )}
      {me.agency_certificate && <Ending certificate={me.agency_certificate} />}
    </>
  )
}

/** Warned of while it can still be renewed. */
export function Ending({ certificate }: { certificate: Certificate }) {
  const { certificate: words } = useText().clerk
  const left = daysLeft(certificate, useNow())
  if (left > SOON) return null
  const until = day(certificate.not_after)
  return (
    <Alert
      color={left < 0 ? 'red' : 'yellow'}
      title={left < 0 ? words.overTitle : words.soonTitle}
      icon={<Icon name="alert" />}
      role="status"
    >
      <Text size="sm">{left < 0 ? words.over(until) : words.soon(number(left), until)}</Text>
    </Alert>
  )
}

/** Name, issuer, days left, on a line. */
export function CertificateLine({ certificate }: { certificate: Certificate }) {
  const { certificate: words } = useText().clerk
  const left = Math.max(daysLeft(certificate, useNow()), 0)
  return (
    <Text size="xs" c="dimmed">
      {words.name}: {certificate.subject} · {words.by(certificate.issuer)} ·{' '}
      <span className="figures">{words.days(number(left))}</span>
    </Text>
  )
}
