/** Asks before an appointment is given up. */
import { Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'

import { api, body } from '../api/client'
import { useText } from '../text/text'
import { Confirm } from '../ui/Confirm'
import { ProblemAlert } from '../ui/ProblemAlert'
import { useSave } from '../ui/useSave'
import { shortReason } from './MoveAppointment'
import { changed, type Booking } from './queries'
import { useWhen } from './when'

interface Props {
  appointment: Booking
  onClose: () => void
  onCancelled: () => void
}

export function CancelAppointment({ appointment, onClose, onCancelled }: Props) {
  const words = useText().requester.cancelling
  const when = useWhen()
  const [reason, setReason] = useState('')
  const saving = useSave(['reason'] as const)
  const cancel = () => {
    const send = () =>
      body(
        api().POST('/booking/appointments/{appointment}/cancel', {
          params: { path: { appointment: appointment.id } },
          body: { version: appointment.version, ...(reason.trim() !== '' && { reason: reason.trim() }) },
        }),
      )
    saving.save(shortReason(reason, words.short), send, (cancelled) => {
      changed(cancelled)
      onCancelled()
    })
  }
  return (
    <Confirm
      opened
      title={words.title}
      action={words.action}
      danger
      busy={saving.busy}
      onConfirm={cancel}
      onClose={onClose}
    >
      <Stack>
        <Text size="sm">{words.detail(when(appointment.slot), appointment.agency.name)}</Text>
        <Textarea
          label={words.reason}
          maxLength={1000}
          autosize
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          error={saving.errors.reason}
        />
        <ProblemAlert problem={saving.problem} />
      </Stack>
    </Confirm>
  )
}
