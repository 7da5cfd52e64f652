/** Says that the API is not reached, since when, and the code to quote; gone by itself when it answers again. */
import { Group, Text } from '@mantine/core'
import { useSyncExternalStore } from 'react'

import { connectionStore } from '../api/connection'
import { time } from '../format/format'
import { useText } from '../text/text'
import { Icon } from './Icon'
import { RequestId } from './ProblemAlert'

export function ConnectionStrip() {
  const { frame } = useText()
  const connection = useSyncExternalStore(connectionStore.subscribe, connectionStore.current)
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
    </div>
  )
}
