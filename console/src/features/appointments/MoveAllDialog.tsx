/** Asks for the reason before all are moved: each requester reads it. */
import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'

import { useText } from '../../text/text'
import { Dialog } from '../../ui/Dialog'
import { MainButton } from '../../ui/MainButton'

interface Props {
  count: number
  /** What is said when nothing else is typed. */
  usual: string
  onMove: (reason: string) => void
  onClose: () => void
}

export function MoveAllDialog({ count, usual, onMove, onClose }: Props) {
  const { appointments, common } = useText()
  const { displaced } = appointments
  const [reason, setReason] = useState(usual)
  const [strict, setStrict] = useState(false)
  const short = reason.trim().length < 3
  return (
    <Dialog title={displaced.allTitle(count)} onClose={onClose}>
      <Stack gap="sm">
        <Text size="sm">{displaced.allDetail}</Text>
        <Textarea
          label={appointments.reason}
          description={appointments.reasonHint}
          withAsterisk
          maxLength={1000}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={strict && short ? appointments.short : undefined}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <MainButton
            onClick={() => {
              setStrict(true)
              if (!short) onMove(reason.trim())
            }}
          >
            {displaced.allAction(count)}
          </MainButton>
        </Group>
      </Stack>
    </Dialog>
  )
}
