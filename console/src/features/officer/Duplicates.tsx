/** Points out cases that this one may repeat; it stops nothing. */
import { Alert, Anchor, Text } from '@mantine/core'
import { Link } from 'react-router'

import type { Case } from '../../api/types'
import { dayAndTime } from '../../format/format'
import { shortCode } from '../../queue/filters'
import { useText } from '../../text/text'
import { Icon } from '../../ui/Icon'

export function Duplicates({ of }: { of: Case }) {
  const { common, officer } = useText()
  const words = officer.duplicates
  if (!of.duplicates?.length) return null
  return (
    <Alert color="yellow" role="note" aria-label={words.title} p="xs" icon={<Icon name="copy" />}>
      <Text size="sm" fw={600}>
        {words.title}
      </Text>
      {of.duplicates.map((one) => (
        <Text key={`${one.case}${one.reason}`} size="sm">
          <Anchor component={Link} to={`/tra-cuu/${one.case}`} target="_blank" size="sm">
            {shortCode(one.case)}
          </Anchor>{' '}
          {words.reasons[one.reason]} · {common.states[one.state]} · {dayAndTime(one.received_at)}
        </Text>
      ))}
      <Text size="xs">{words.detail}</Text>
    </Alert>
  )
}
