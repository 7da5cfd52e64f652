/**
 * A case beside its queue: the document large, the facts beside it, and the actions always in the same place, below.
 * Somebody else's change is said at once; what was typed in the actions stays.
 */
import { Alert, Group, Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'

import { broughtBy, caseHistory } from '../api/queries'
import type { Case, CaseState } from '../api/types'
import { time } from '../format/format'
import { useText } from '../text/text'
import { Icon } from '../ui/Icon'
import { State } from '../ui/State'
import { CaseFacts } from './CaseFacts'
import { CaseHistory } from './CaseHistory'
import { shortCode } from './filters'
import styles from './pane.module.css'

interface Props {
  of: Case
  /** The states in which the case belongs to this queue. */
  states: readonly CaseState[]
  document: ReactNode
  /** Stands over the document: what must be read first. */
  notice?: ReactNode
  /** Stands under the facts. */
  aside?: ReactNode
  actions: ReactNode
}

export function CasePane({ of, states, document, notice, aside, actions }: Props) {
  const text = useText()
  return (
    <div className={styles.pane}>
      <div className={styles.head}>
        <Title order={2}>{of.original_name}</Title>
        <State state={of.state} />
        <span className="figures">{shortCode(of.id)}</span>
      </div>
      <Meanwhile of={of} />
      {!states.includes(of.state) && (
        <Alert color="yellow" role="status">
          {text.queue.gone(text.common.states[of.state])}
        </Alert>
      )}
      {notice}
      <div className={styles.columns}>
        <div className={styles.document}>{document}</div>
        <Stack className={styles.aside} gap="sm">
          <CaseFacts of={of} />
          {aside}
          <CaseHistory id={of.id} />
        </Stack>
      </div>
      <Group className={styles.actions} gap="sm">
        {actions}
      </Group>
    </div>
  )
}

/** Says who did what, when the case changed while it was on screen by somebody else's hand. */
function Meanwhile({ of }: { of: Case }) {
  const text = useText()
  const [opened] = useState({ version: of.version, state: of.state })
  const changed = of.state !== opened.state && broughtBy(of) === 'somebody'
  const lines = useQuery({ ...caseHistory(of.id), enabled: changed }).data?.history
  const last = lines?.at(-1)
  if (!changed || !last) return null
  const what = text.codes.said('caseActions', last.action)
  return (
    <Alert color="yellow" icon={<Icon name="user" />} role="status">
      {text.queue.changedBy(last.by ?? text.queue.system, what, time(last.at))}
    </Alert>
  )
}
