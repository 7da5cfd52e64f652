/** Who did what with an appointment and when; read when it is opened. */
import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'

import { dayAndTime } from '../../format/format'
import { useText } from '../../text/text'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { historyOf } from './queries'

export function History({ id }: { id: string }) {
  const { appointments, codes } = useText()
  const region = useId()
  const [opened, setOpened] = useState(false)
  const read = useQuery({ ...historyOf(id), enabled: opened })
  return (
    <div>
      <Button
        size="compact-sm"
        variant="subtle"
        aria-expanded={opened}
        aria-controls={region}
        onClick={() => setOpened(!opened)}
      >
        {appointments.history}
      </Button>
      <div id={region} hidden={!opened}>
        <ProblemAlert problem={read.error} focus={false} onRetry={() => void read.refetch()} />
        <ol aria-label={appointments.history} style={{ margin: 0, paddingInlineStart: 20 }}>
          {(read.data ?? []).map((line) => (
            <li key={`${line.request_id} ${line.at} ${line.action}`}>
              <Text size="sm">
                {line.by ?? appointments.requester} {codes.said('appointmentActions', line.action)}
              </Text>
              {line.facts && <Text size="xs">{codes.factsInWords(line.facts)}</Text>}
              {line.note && <Text size="xs">{line.note}</Text>}
              <Text size="xs" c="dimmed" className="figures">
                {dayAndTime(line.at)}
              </Text>
            </li>
          ))}
        </ol>
      </div>
    </div>
  )
}
