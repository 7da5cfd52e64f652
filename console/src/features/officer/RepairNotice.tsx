/** The scan was repaired: what was changed, and the officer's word that it agrees with the original on paper. */
import { Alert, Group, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'

import type { Schema } from '../../api/types'
import type { Sight } from '../../pdf/sight'
import { Repaired } from '../../queue/Repaired'
import { useText } from '../../text/text'
import { Icon } from '../../ui/Icon'
import { ReasonedButton } from '../../ui/ReasonedButton'
import type { Draft } from './useDraft'

interface Props {
  draft: Draft
  repair: Schema['RepairView']
  /** Whether the repaired scan has been on the screen. */
  sight: Sight
}

export function RepairNotice({ draft, repair, sight }: Props) {
  const { officer, queue } = useText()
  const words = officer.repair
  const notice = useRef<HTMLDivElement>(null)
  useEffect(() => {
    notice.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const busy = draft.busy === 'confirming'
  const unseen = sight === 'drawn' ? undefined : words.unseen[sight]
  return (
    <Alert
      ref={notice}
      color="yellow"
      p="xs"
      role="note"
      aria-label={queue.repair.title}
      icon={<Icon name="alert" />}
    >
      <Repaired repair={repair} />
      {repair.confirmed_by === undefined && (
        <>
          <Text size="sm" my={6}>
            {words.detail}
          </Text>
          <Group gap="xs">
            <ReasonedButton
              id="field-confirm"
              data-field
              size="compact-sm"
              loading={busy}
              reason={busy ? words.confirming : unseen}
              onClick={() => void draft.confirmScan()}
            >
              {words.confirm}
            </ReasonedButton>
          </Group>
        </>
      )}
    </Alert>
  )
}
