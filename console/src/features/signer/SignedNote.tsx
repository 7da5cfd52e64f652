/** Who signed, when, and that it holds; and that the clerk has the case by now. */
import { Alert, Text } from '@mantine/core'

import type { Case } from '../../api/types'
import { dayAndTime } from '../../format/format'
import { useText } from '../../text/text'
import { Icon } from '../../ui/Icon'

export function SignedNote({ of }: { of: Case }) {
  const { signed } = useText().signer
  if (!of.signature) return null
  return (
    <Alert color="green" p="xs" title={signed.title} icon={<Icon name="check" />} role="status">
      <Text size="sm">
        {signed.by(of.signature.name, dayAndTime(of.signature.at))} {signed.valid}
      </Text>
      {of.state === 'signed' && <Text size="sm">{signed.handedOn}</Text>}
    </Alert>
  )
}
