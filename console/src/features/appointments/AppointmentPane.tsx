/** One appointment: who comes, for what, what was sent; Xử lý, Dời lịch hẹn, Hủy, Không đến. */
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'

import { api, body } from '../../api/client'
import { caseChanged } from '../../api/queries'
import type { Appointment } from '../../api/types'
import { dayAndTime } from '../../format/format'
import { Fact } from '../../queue/CaseFacts'
import { useText } from '../../text/text'
import { Icon } from '../../ui/Icon'
import { sayDone } from '../../ui/Done'
import { useShortcut } from '../../ui/keys'
import { useNow } from '../../ui/now'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { ReasonedButton } from '../../ui/ReasonedButton'
import { useShown } from '../../ui/shown'
import styles from './appointments.module.css'
import { EndDialog } from './EndDialog'
import { History } from './History'
import { MoveDialog } from './MoveDialog'
import { Notices } from './Notices'
import { appointmentsStale, endOf, slotMinutes } from './queries'

export function AppointmentPane({ of }: { of: Appointment }) {
  const text = useText()
  const { appointments, queue } = text
  const navigate = useNavigate()
  const shown = useShown()
  const now = useNow()
  const [dialog, setDialog] = useState<'move' | 'cancel' | 'noShow'>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const booked = of.state === 'booked'
  const minutes = useQuery(slotMinutes).data
  const ends = minutes === undefined ? undefined : endOf(of, minutes)
  const waiting = ends === undefined || ends > now
  const open = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      const opened = await body(
        api().POST('/appointments/{appointment}/open', {
          params: { path: { appointment: of.id } },
          body: { version: of.version },
        }),
      )
      caseChanged(opened)
      appointmentsStale()
      sayDone(appointments.openedAs(of.requester.name), true)
      if (shown()) void navigate(`/them-moi/${opened.id}`)
    } catch (cause) {
      setProblem(cause)
      appointmentsStale()
      setBusy(false)
    }
  }
  useShortcut('Ctrl+Enter', appointments.open, () => void open(), booked && !busy)
  const close = () => setDialog(undefined)
  return (
    <div className={styles.pane}>
      <div className={styles.body}>
        <Group gap="sm" mb="xs">
          <Title order={2}>{of.requester.name}</Title>
          <Text fw={600} className="figures">
            {dayAndTime(of.slot)}
          </Text>
          <Text size="sm">{appointments.states[of.state]}</Text>
        </Group>
        <Stack gap="sm" maw={640}>
          <ProblemAlert problem={problem} />
          {of.cancelled && (
            <Alert color="red" icon={<Icon name="close" />} role="note" p="xs">
              {appointments.cancelledBy(of.cancelled.by, dayAndTime(of.cancelled.at))}
              {of.cancelled.reason && `: ${of.cancelled.reason}`}
            </Alert>
          )}
          {booked && !of.gets_sms && (
            <Alert color="yellow" icon={<Icon name="alert" />} role="note" p="xs">
              {appointments.noSms}
            </Alert>
          )}
          <dl className={styles.facts}>
            <Fact name={appointments.type}>{of.document_type_text}</Fact>
            {of.phone && <Fact name={appointments.phone}>{of.phone}</Fact>}
            {of.requester.account && <Fact name={queue.facts.account}>{of.requester.account}</Fact>}
            {of.requester.email && <Fact name={queue.facts.email}>{of.requester.email}</Fact>}
            <Fact name={appointments.origin}>{appointments.origins[of.origin]}</Fact>
            <Fact name={appointments.bookedAt}>{dayAndTime(of.booked_at)}</Fact>
            {of.booked_by && <Fact name={appointments.bookedBy}>{of.booked_by}</Fact>}
            {of.notes && <Fact name={appointments.notes}>{of.notes}</Fact>}
          </dl>
          <Notices id={of.id} />
          <History key={of.id} id={of.id} />
        </Stack>
      </div>
      <Group className={styles.actions} gap="sm">
        {booked && (
          <>
            <ReasonedButton
              keys="Ctrl+Enter"
              loading={busy}
              reason={busy ? appointments.opening : undefined}
              onClick={() => void open()}
            >
              {appointments.open}
            </ReasonedButton>
            <Button variant="default" onClick={() => setDialog('move')}>
              {appointments.move}
            </Button>
            <Button variant="outline" color="red" onClick={() => setDialog('cancel')}>
              {appointments.cancel}
            </Button>
            <ReasonedButton
              variant="default"
              reason={waiting ? appointments.notOver(ends && dayAndTime(new Date(ends))) : undefined}
              onClick={() => setDialog('noShow')}
            >
              {appointments.noShow}
            </ReasonedButton>
          </>
        )}
        {of.case && (
          <Button variant="default" onClick={() => void navigate(`/tra-cuu/${of.case ?? ''}`)}>
            {appointments.theCase}
          </Button>
        )}
      </Group>
      {dialog === 'move' && (
        <MoveDialog
          of={of}
          onClose={close}
          onMoved={(moved) => {
            close()
            sayDone(appointments.moved(moved.requester.name, dayAndTime(moved.slot)))
          }}
        />
      )}
      {(dialog === 'cancel' || dialog === 'noShow') && (
        <EndDialog
          of={of}
          how={dialog}
          onClose={close}
          onEnded={(ended) => {
            close()
            sayDone(appointments.ended[dialog](ended.requester.name, dayAndTime(ended.slot)))
          }}
        />
      )}
    </div>
  )
}
