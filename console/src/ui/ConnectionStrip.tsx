/** Says that the API is not reached, or is still at an earlier request; gone by itself when it answers. */
import { Group, Text } from '@mantine/core'
import { useSyncExternalStore } from 'react'

import { connectionStore, earlierStore } from '../api/connection'
import { time } from '../format/format'
import { useText } from '../text/text'
import { Icon } from './Icon'
import { RequestId } from './ProblemAlert'

export function ConnectionStrip() {
  const { frame } = useText()
  const connection = useSyncExternalStore(connectionStore.subscribe, connectionStore.current)
  const earlier = useSyncExternalStore(earlierStore.subscribe, earlierStore.current)
  return (
    <div role="status">
      {!connection.ok && (
        <Group gap="xs" px="md" py={6} bg="#fff4d6" c="#4d3800">
          <Icon name="alert" />
          <Text size="sm">
            {connection.requestId ? frame.down : frame.lost} ({frame.since(time(connection.since))})
          </Text>
          {connection.requestId && <RequestId id={connection.requestId} />}
        </Group>
      )}
      {connection.ok && earlier && (
        <Group gap="xs" px="md" py={6} bg="#fff4d6" c="#4d3800">
          <Icon name="clock" />
          <Text size="sm">{frame.earlier}</Text>
        </Group>
      )}
    </div>
  )
}
