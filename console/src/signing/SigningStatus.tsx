/** Whether this computer can sign: in the header always, and before the work with what to do. */
import { Alert, Anchor, Group, Text } from '@mantine/core'

import { config } from '../config'
import { useText } from '../text/text'
import { Icon } from '../ui/Icon'
import { useSigningService } from './service'

export function SigningStatus() {
  const { signing } = useText()
  const presence = useSigningService()
  const color = { ready: '#157347', missing: '#b91c1c', looking: '#5c636b' }[presence]
  return (
    <Group gap={6} role="status" wrap="nowrap">
      <span aria-hidden style={{ width: 9, height: 9, borderRadius: 9, background: color, flex: 'none' }} />
      <Text size="xs">{signing[presence]}</Text>
    </Group>
  )
}

/** Says what is missing and how to get it; gone by itself when the service appears. */
export function SigningMissing() {
  const { signing } = useText()
  if (useSigningService() !== 'missing') return null
  return (
    <Alert color="red" title={signing.missingTitle} icon={<Icon name="alert" />} role="status">
      <Text size="sm">{signing.missingDetail}</Text>
      <Text size="sm" mt={4}>
        {signing.ask}
      </Text>
      <Anchor size="sm" href={config().signing_service_download} target="_blank" rel="noreferrer">
        {signing.install}
      </Anchor>
    </Alert>
  )
}
