/** How much time is left until a copy is due, as word, icon and colour. */
import { Group, Text } from '@mantine/core'

import type { Case } from '../api/types'
import { dayAndTime } from '../format/format'
import type { Text as Words } from '../text/vi'
import { useText } from '../text/text'
import { Icon } from '../ui/Icon'
import { useNow } from '../ui/now'

/** Below this many minutes the time left is shown as pressing. */
const PRESSING = 60

export function Due({ of }: { of: Case }) {
  const text = useText()
  const now = useNow()
  if (of.held_by === undefined) return null
  const minutes = Math.round((Date.parse(of.due_at) - now) / 60_000)
  const over = of.overdue || minutes < 0
  const words = span(Math.abs(minutes), text.queue)
  return (
    <Group
      gap={4}
      wrap="nowrap"
      title={text.queue.due.at(dayAndTime(of.due_at))}
      c={over ? 'red.8' : minutes < PRESSING ? '#8a4b00' : 'dimmed'}
    >
      <Icon name={over ? 'alert' : 'clock'} size={13} />
      <Text size="xs" span className="figures">
        {over ? text.queue.due.over(words) : text.queue.due.left(words)}
      </Text>
    </Group>
  )
}

function span(minutes: number, { due }: Words['queue']): string {
  if (minutes < 60) return due.minutes(minutes)
  if (minutes < 48 * 60) return due.hours(Math.floor(minutes / 60))
  return due.days(Math.floor(minutes / 1440))
}
