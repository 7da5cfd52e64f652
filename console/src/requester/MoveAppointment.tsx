/** Another hour for an appointment. */
import { Stack, Text, Textarea } from '@mantine/core'
import { useState, type SyntheticEvent } from 'react'

import { api, body } from '../api/client'
import { useText } from '../text/text'
import { Dialog } from '../ui/Dialog'
import { MainButton } from '../ui/MainButton'
import { ProblemAlert } from '../ui/ProblemAlert'
import { useUnsaved } from '../ui/unsaved'
import { useSave } from '../ui/useSave'
import { changed, type Booking } from './queries'
import { SlotChoice } from './SlotChoice'
import { useWhen } from './when'

interface Props {
  appointment: Booking
  onClose: () => void
  onMoved: (appointment: Booking) => void
}

export function MoveAppointment({ appointment, onClose, onMoved }: Props) {
  const text = useText()
  const words = text.requester.moving
  const when = useWhen()
  const [slot, setSlot] = useState('')
  const [reason, setReason] = useState('')
  useUnsaved(reason.trim() !== '')
  const saving = useSave(['slot', 'reason'] as const)

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const wrong = {
      ...(slot === '' && { slot: text.requester.booking.chooseHour }),
      ...shortReason(reason, text.requester.cancelling.short),
    }
    const send = () =>
      body(
        api().POST('/booking/appointments/{appointment}/move', {
          params: { path: { appointment: appointment.id } },
          body: {
            version: appointment.version,
            slot,
            ...(reason.trim() !== '' && { reason: reason.trim() }),
          },
        }),
      )
    saving.save(wrong, send, (moved) => {
      changed(moved)
      onMoved(moved)
    })
  }
  return (
    <Dialog onClose={onClose} title={words.title} size="lg">
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text size="sm">{words.now(when(appointment.slot))}</Text>
          <ProblemAlert problem={saving.problem} />
          <SlotChoice
            agency={appointment.agency.id}
            value={slot}
            onChange={(next) => {
              setSlot(next)
              saving.clear('slot')
            }}
            error={saving.errors.slot}
          />
          <Textarea
            label={words.reason}
            maxLength={1000}
            autosize
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
            error={saving.errors.reason}
          />
          <MainButton type="submit" loading={saving.busy}>
            {words.action}
          </MainButton>
        </Stack>
      </form>
    </Dialog>
  )
}

/** The API takes a reason of three characters or none. */
export function shortReason(reason: string, said: string): { reason?: string } {
  const length = reason.trim().length
  return length === 0 || length >= 3 ? {} : { reason: said }
}
