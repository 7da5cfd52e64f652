/** Who did what to a case and when; read when it is opened. */
import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'

import { caseHistory } from '../api/queries'
import { dayAndTime } from '../format/format'
import { useText } from '../text/text'
import { ProblemAlert } from '../ui/ProblemAlert'
import styles from './pane.module.css'

export function CaseHistory({ id }: { id: string }) {
  const text = useText()
  const region = useId()
  const [opened, setOpened] = useState(false)
  const read = useQuery({ ...caseHistory(id), enabled: opened })
  return (
    <div>
      <Button
        size="compact-sm"
        variant="subtle"
        aria-expanded={opened}
        aria-controls={region}
        onClick={() => setOpened(!opened)}
      >
        {text.queue.history}
      </Button>
      <div id={region} hidden={!opened} role="region" aria-label={text.queue.history}>
        <ProblemAlert problem={read.error} onRetry={() => void read.refetch()} />
        <ol className={styles.history}>
          {(read.data?.history ?? []).map((line) => (
            <li key={`${line.request_id} ${line.at} ${line.action}`}>
              <Text size="sm">
                {line.by ?? text.queue.system} {text.codes.said('caseActions', line.action)}
              </Text>
              {line.facts && (
                <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
                  {text.codes.factsInWords(line.facts)}
                </Text>
              )}
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
