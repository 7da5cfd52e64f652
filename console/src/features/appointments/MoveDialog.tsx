/** Dời lịch hẹn: another free hour and the reason, of which the requester is told. */
import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'

import { api, body } from '../../api/client'
import type { Appointment } from '../../api/types'
import { dayAndTime, isoDay } from '../../format/format'
import { useText } from '../../text/text'
import { Dialog } from '../../ui/Dialog'
import { sayDone } from '../../ui/Done'
import { useUnsaved } from '../../ui/unsaved'
import { MainButton } from '../../ui/MainButton'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { HourPicker } from './HourPicker'
import { appointmentChanged, appointmentsStale } from './queries'

interface Props {
  of: Appointment
  onClose: () => void
  onMoved: (moved: Appointment) => void
}

export function MoveDialog({ of, onClose, onMoved }: Props) {
  const { appointments, common } = useText()
  const [slot, setSlot] = useState('')
  const [reason, setReason] = useState('')
  const [strict, setStrict] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  useUnsaved(reason.trim() !== '')
  const short = reason.trim().length < 3
  const move = async () => {
    setStrict(true)
    if (slot === '' || short) return
    setBusy(true)
    setProblem(undefined)
    sayDone()
    try {
      const moved = await body(
        api().POST('/appointments/{appointment}/reschedule', {
          params: { path: { appointment: of.id } },
          body: { slot, reason: reason.trim(), version: of.version },
        }),
      )
      appointmentChanged(moved)
      onMoved(moved)
    } catch (cause) {
      setProblem(cause)
      setSlot('')
      appointmentsStale()
    } finally {
      setBusy(false)
    }
  }
  const today = isoDay(new Date())
  return (
    <Dialog onClose={onClose} title={appointments.move} size="lg">
      <Stack gap="sm">
        <Text size="sm">
          {of.requester.name} · {of.document_type_text} · {dayAndTime(of.slot)}
        </Text>
        <HourPicker
          startDay={isoDay(of.slot) < today ? today : isoDay(of.slot)}
          value={slot}
          onChange={setSlot}
          error={strict && slot === '' ? appointments.hourNeeded : undefined}
        />
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
        />
        <Text size="sm" fw={of.gets_sms ? undefined : 600}>
          {of.gets_sms ? appointments.sms : appointments.noSms}
        </Text>
        <ProblemAlert problem={problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <MainButton loading={busy} onClick={() => void move()}>
            {appointments.moveAction}
          </MainButton>
        </Group>
      </Stack>
    </Dialog>
  )
}
