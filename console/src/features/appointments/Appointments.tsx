/** Lịch hẹn chờ duyệt: a day or a week of appointments with their counts, and the chosen one beside them. */
import { Button, Group, SegmentedControl, NativeSelect, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useNavigate, useParams } from 'react-router'

import type { Appointment } from '../../api/types'
import { dayAndTime, dayOfIso, daysAfter, isoDay, time } from '../../format/format'
import { useText } from '../../text/text'
import { DateField } from '../../ui/DateField'
import { Done, sayDone } from '../../ui/Done'
import { Empty } from '../../ui/Empty'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { AppointmentPane } from './AppointmentPane'
import styles from './appointments.module.css'
import { BookDialog } from './BookDialog'
import { DisplacedNotice } from './DisplacedNotice'
import { daysOf, useShown, weekday } from './filters'
import { oneAppointment, ofDays, type AppointmentState } from './queries'

const PATH = '/lich-hen'

export function Component() {
  const text = useText()
  const { appointments } = text
  const { id } = useParams()
  const navigate = useNavigate()
  const { search } = useLocation()
  const [shown, show] = useShown()
  const days = daysOf(shown)
  const read = useQuery(ofDays(days, shown.state))
  const [booking, setBooking] = useState(false)
  const step = (by: number) => show({ day: daysAfter(shown.day, shown.week ? by * 7 : by) })
  const all = read.data?.flat().length ?? 0
  const open = (one: string) => void navigate({ pathname: `${PATH}/${one}`, search })

  return (
    <div className={styles.page}>
      <section className={styles.list} aria-label={text.frame.appointments}>
        <Stack gap="xs" p="sm">
          <Group justify="space-between" wrap="nowrap">
            <h1 className={styles.title}>{text.frame.appointments}</h1>
            <Button size="compact-sm" variant="light" onClick={() => setBooking(true)}>
              {appointments.book}
            </Button>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <SegmentedControl
              size="xs"
              aria-label={appointments.view}
              data={[
                { value: 'ngay', label: appointments.day },
                { value: 'tuan', label: appointments.week },
              ]}
              value={shown.week ? 'tuan' : 'ngay'}
              onChange={(view) => show({ week: view === 'tuan' })}
            />
            <Button size="compact-sm" variant="default" onClick={() => step(-1)}>
              {appointments.before}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => show({ day: isoDay(new Date()) })}>
              {text.common.today}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => step(1)}>
              {appointments.after}
            </Button>
          </Group>
          <Group gap="xs" wrap="nowrap" align="flex-start">
            <DateField
              aria-label={appointments.pickDay}
              w={130}
              value={shown.day}
              onChange={(day) => day && show({ day })}
            />
            <NativeSelect
              aria-label={appointments.state}
              style={{ flex: 1 }}
              data={Object.entries(appointments.states).map(([value, label]) => ({ value, label }))}
              value={shown.state}
              onChange={(event) => show({ state: event.currentTarget.value as AppointmentState })}
            />
          </Group>
          <Text size="xs" c="dimmed" role="status">
            {appointments.count(all)}
          </Text>
          <DisplacedNotice />
          <Done />
        </Stack>
        <ProblemAlert problem={read.error} focus={false} onRetry={() => void read.refetch()} />
        <div className={styles.days} data-roomy>
          {read.isPending && <Empty>{text.common.loading}</Empty>}
          {read.data && all === 0 && <Empty>{appointments.empty}</Empty>}
          {all > 0 &&
            days.map((day, index) => (
              <Day key={day} day={day} of={read.data?.[index] ?? []} chosen={id} onOpen={open} />
            ))}
        </div>
      </section>
      <section className={styles.chosen} aria-label={appointments.pane}>
        {id === undefined ? <Empty>{appointments.choose}</Empty> : <Chosen key={id} id={id} />}
      </section>
      {booking && (
        <BookDialog
          onClose={() => setBooking(false)}
          onBooked={(booked, earlier) => {
            setBooking(false)
            const say = earlier ? appointments.bookedEarlier : appointments.booked
            sayDone(say(booked.requester.name, dayAndTime(booked.slot)))
            const there = new URLSearchParams(search)
            there.set('ngay', isoDay(booked.slot))
            there.delete('trang-thai')
            void navigate({ pathname: `${PATH}/${booked.id}`, search: there.toString() })
          }}
        />
      )}
    </div>
  )
}

interface DayProps {
  day: string
  of: readonly Appointment[]
  chosen: string | undefined
  onOpen: (id: string) => void
}

function Day({ day, of, chosen, onOpen }: DayProps) {
  const { appointments } = useText()
  return (
    <>
      <h2 className={styles.day}>
        {appointments.weekdays[weekday(day)]} {dayOfIso(day)}
        <span>{of.length === 0 ? appointments.none : appointments.count(of.length)}</span>
      </h2>
      <ul className={styles.lines} aria-label={dayOfIso(day)}>
        {of.map((one) => (
          <li key={one.id} data-current={one.id === chosen || undefined}>
            <button
              type="button"
              className={styles.open}
              aria-current={one.id === chosen ? 'true' : undefined}
              onClick={() => onOpen(one.id)}
            >
              <Text span size="sm" fw={600} className="figures">
                {time(one.slot)}
              </Text>
              <span>
                <Text span size="sm" fw={600} display="block" truncate>
                  {one.requester.name}
                </Text>
                <Text span size="xs" display="block" truncate>
                  {one.document_type_text}
                  {one.phone && ` · ${one.phone}`}
                </Text>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

function Chosen({ id }: { id: string }) {
  const text = useText()
  const read = useQuery(oneAppointment(id))
  if (read.isPending) return <Empty>{text.common.loading}</Empty>
  if (read.data === undefined)
    return <ProblemAlert problem={read.error} onRetry={() => void read.refetch()} />
  return <AppointmentPane of={read.data} />
}
