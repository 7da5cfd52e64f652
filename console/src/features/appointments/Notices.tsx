/** What was sent for an appointment: by which way, to whom, with what end; what failed is sent again. */
import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { hasFailed, resend } from '../../api/deliveries'
import type { Delivery } from '../../api/types'
import { dayAndTime } from '../../format/format'
import { useText } from '../../text/text'
import { sayDone } from '../../ui/Done'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { noticesOf } from './queries'

export function Notices({ id }: { id: string }) {
  const { appointments, codes, queue } = useText()
  const read = useQuery(noticesOf(id))
  const [problem, setProblem] = useState<unknown>()
  const [said, say] = useState('')
  const again = (delivery: Delivery) => {
    setProblem(undefined)
    sayDone()
    say('')
    resend(delivery).then(
      (sent) => say(hasFailed(sent) ? queue.deliveries.failedAgain : queue.deliveries.resent),
      setProblem,
    )
  }
  const deliveries = read.data ?? []
  return (
    <section aria-label={appointments.notices}>
      <Text size="sm" fw={600}>
        {appointments.notices}
      </Text>
      <ProblemAlert problem={problem ?? read.error} focus={false} onRetry={() => void read.refetch()} />
      <div role="status">{said && <Text size="sm">{said}</Text>}</div>
      {read.data && deliveries.length === 0 && (
        <Text size="sm" c="dimmed">
          {appointments.noNotices}
        </Text>
      )}
      <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
        {deliveries.map((one) => (
          <li key={one.id}>
            <Group gap="xs" py={4} align="flex-start">
              <Text size="sm" style={{ flex: 1 }}>
                {codes.said('notices', one.subject)} · {codes.said('channels', one.channel)}
                {one.to && ` ${one.to}`} ·{' '}
                <Text span fw={600} c={hasFailed(one) ? 'red.8' : undefined}>
                  {codes.said('deliveryStates', one.status)}
                </Text>{' '}
                <Text span size="xs" c="dimmed" className="figures">
                  {dayAndTime(one.attempts.at(-1)?.at ?? one.since)}
                </Text>
                {one.advice_code && (
                  <Text span size="xs" display="block">
                    {codes.said('advice', one.advice_code)}
                  </Text>
                )}
              </Text>
              {hasFailed(one) && (
                <Button size="compact-xs" variant="default" onClick={() => again(one)}>
                  {appointments.resend}
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
    </section>
  )
}
