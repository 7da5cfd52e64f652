/** Ends an appointment without a case: cancelled with a reason, or nobody came. */
import { Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'

import { api, body } from '../../api/client'
import type { Appointment } from '../../api/types'
import { dayAndTime } from '../../format/format'
import { useText } from '../../text/text'
import { Confirm } from '../../ui/Confirm'
import { sayDone } from '../../ui/Done'
import { useUnsaved } from '../../ui/unsaved'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { appointmentChanged, appointmentsStale } from './queries'

interface Props {
  of: Appointment
  how: 'cancel' | 'noShow'
  onClose: () => void
  onEnded: (ended: Appointment) => void
}

export function EndDialog({ of, how, onClose, onEnded }: Props) {
  const { appointments } = useText()
  const [reason, setReason] = useState('')
  const [strict, setStrict] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  useUnsaved(reason.trim() !== '')
  const short = how === 'cancel' && reason.trim().length < 3
  const end = async () => {
    setStrict(true)
    if (short) return
    setBusy(true)
    setProblem(undefined)
    sayDone()
    const params = { path: { appointment: of.id } }
    const version = of.version
    try {
      const ended = await body(
        how === 'cancel'
          ? api().POST('/appointments/{appointment}/cancel', {
              params,
              body: { reason: reason.trim(), version },
            })
          : api().POST('/appointments/{appointment}/no-show', { params, body: { version } }),
      )
      appointmentChanged(ended)
      onEnded(ended)
    } catch (cause) {
      setProblem(cause)
      appointmentsStale()
    } finally {
      setBusy(false)
    }
  }
  return (
    <Confirm
      opened
      title={appointments[how]}
      action={appointments[how]}
      danger
      busy={busy}
      onConfirm={() => void end()}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text size="sm">
          {of.requester.name} · {of.document_type_text} · {dayAndTime(of.slot)}
        </Text>
        <Text size="sm">{how === 'cancel' ? appointments.cancelDetail : appointments.noShowDetail}</Text>
        {how === 'cancel' && (
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
        )}
        <ProblemAlert problem={problem} />
      </Stack>
    </Confirm>
  )
}
