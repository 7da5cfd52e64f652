/** What was sent for a case, and what came of it. */
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import { ledger } from '../api/deliveries'
import { useText } from '../text/text'
import { ProblemAlert } from '../ui/ProblemAlert'
import { DeliveryLines } from './DeliveryLines'

export function CaseDeliveries({ id }: { id: string }) {
  const { common, queue } = useText()
  const read = useQuery(ledger(id))
  if (read.isPending) return <Text size="sm">{common.loading}</Text>
  if (read.data === undefined)
    return <ProblemAlert problem={read.error} onRetry={() => void read.refetch()} focus={false} />
  const none = (
    <Text size="sm" c="dimmed">
      {queue.deliveries.none}
    </Text>
  )
  return <DeliveryLines deliveries={read.data} label={queue.deliveries.title} none={none} />
}
