/** Why a case was returned, by whom and when; it stays in sight while the case is worked on again. */
import { Alert, Text } from '@mantine/core'

import type { Case } from '../api/types'
import { dayAndTime } from '../format/format'
import { useText } from '../text/text'
import { Icon } from '../ui/Icon'

export function ReturnedNotice({ of }: { of: Case }) {
  const { queue } = useText()
  const { returned } = of
  if (!returned) return null
  return (
    <Alert
      color="red"
      icon={<Icon name="undo" />}
      title={queue.returnedBy(returned.by, dayAndTime(returned.at))}
      p="xs"
      role="group"
      aria-label={queue.facts.returned}
    >
      <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {returned.text}
      </Text>
    </Alert>
  )
}
