/** With what the leader is about to sign, and for how long it still can. */
import { Group, Text } from '@mantine/core'

import type { Certificate } from '../../api/types'
import { day } from '../../format/format'
import { useText } from '../../text/text'
import { Icon } from '../../ui/Icon'
import { useNow } from '../../ui/now'
import { daysLeft, SOON } from './right'

export function CertificateNote({ of }: { of: Certificate }) {
  const { signer } = useText()
  const left = daysLeft(of, useNow())
  const soon = left >= 0 && left <= SOON
  return (
    <Group gap={6} ml="auto" wrap="nowrap" miw={0} c={soon ? '#8a4b00' : 'dimmed'}>
      {soon && <Icon name="alert" size={16} />}
      <Text size="xs" ta="right" truncate={!soon} component="div">
        <Text span size="xs" fw={600}>
          {signer.certificate.title}: {of.subject}
        </Text>
        {left >= 0 && ` · ${signer.certificate.daysLeft(left)}`}
        <br />
        {soon ? signer.certificate.soon(left, day(of.not_after)) : signer.certificate.issuer(of.issuer)}
      </Text>
    </Group>
  )
}
