/** What was changed in a scan that was repaired (làm sạch), and who compared it with the paper. */
import { Badge, List, Text } from '@mantine/core'

import type { Schema } from '../api/types'
import { dayAndTime } from '../format/format'
import { useText } from '../text/text'

export function Repaired({ repair }: { repair: Schema['RepairView'] }) {
  const { codes, queue } = useText()
  const { changes, confirmed_by: by, confirmed_at: at } = repair
  return (
    <>
      <Badge color="orange" variant="outline" c="dark" radius="sm" tt="none">
        {queue.repair.title}
      </Badge>
      <List size="sm" my={4}>
        {changes.map(({ code }) => (
          <List.Item key={code}>{codes.said('scanChanges', code)}</List.Item>
        ))}
      </List>
      <Text size="sm">
        {by !== undefined && at !== undefined
          ? queue.repair.confirmed(by, dayAndTime(at))
          : queue.repair.unconfirmed}
      </Text>
    </>
  )
}
