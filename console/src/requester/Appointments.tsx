/** The requester's appointments at all offices; booked here or elsewhere. */
import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { dayAndTime } from '../format/format'
import { useText } from '../text/text'
import { Done, sayDone } from '../ui/Done'
import { Icon, type IconName } from '../ui/Icon'
import { useNow } from '../ui/now'
import { BookAppointment } from './BookAppointment'
import { CancelAppointment } from './CancelAppointment'
import { MoveAppointment } from './MoveAppointment'
import { Paged } from './Paged'
import { appointments, type Booking } from './queries'
import { useWhen } from './when'

type Open = { what: 'book' } | { what: 'move' | 'cancel'; of: Booking }

export function Appointments() {
  const text = useText().requester
  const when = useWhen()
  const list = useInfiniteQuery({ ...appointments, refetchInterval: 30_000 })
  const [open, setOpen] = useState<Open>()
  const all = list.data?.pages.flatMap(({ appointments }) => appointments) ?? []
  const now = useNow()
  const isComing = ({ may_change, slot }: Booking) => may_change || Date.parse(slot) > now
  const coming = all.filter(isComing).reverse()
  const past = all.filter((one) => !isComing(one))
  const done = (words: string) => {
    setOpen(undefined)
    sayDone(words)
  }
  const show = (appointment: Booking) => (
    <Line
      key={appointment.id}
      appointment={appointment}
      onOpen={(what) => setOpen({ what, of: appointment })}
    />
  )
  return (
    <Stack>
      <Group>
        <Button leftSection={<Icon name="plus" />} onClick={() => setOpen({ what: 'book' })}>
          {text.appointments.book}
        </Button>
      </Group>
      <Done />
      <Paged list={list} any={all.length > 0} empty={text.appointments.empty}>
        <Title order={2}>{text.appointments.coming}</Title>
        {coming.length === 0 ? (
          <Text size="sm">{text.appointments.none}</Text>
        ) : (
          <ul className="list">{coming.map(show)}</ul>
        )}
        {past.length > 0 && (
          <>
            <Title order={2}>{text.appointments.past}</Title>
            <ul className="list">{past.map(show)}</ul>
          </>
        )}
      </Paged>
      {open?.what === 'book' && (
        <BookAppointment
          onClose={() => setOpen(undefined)}
          onBooked={(booked, earlier) =>
            done(
              (earlier ? text.booking.doneEarlier : text.booking.done)(when(booked.slot), booked.agency.name),
            )
          }
        />
      )}
      {open?.what === 'move' && (
        <MoveAppointment
          appointment={open.of}
          onClose={() => setOpen(undefined)}
          onMoved={(moved) => done(text.moving.done(when(moved.slot)))}
        />
      )}
      {open?.what === 'cancel' && (
        <CancelAppointment
          appointment={open.of}
          onClose={() => setOpen(undefined)}
          onCancelled={() => done(text.cancelling.done)}
        />
      )}
    </Stack>
  )
}

const LOOKS: Record<Booking['state'], [IconName, string]> = {
  booked: ['clock', 'blue'],
  opened: ['check', 'green'],
  cancelled: ['close', 'gray'],
  no_show: ['alert', 'yellow'],
}

interface LineProps {
  appointment: Booking
  onOpen: (what: 'move' | 'cancel') => void
}

function Line({ appointment, onOpen }: LineProps) {
  const text = useText().requester.appointments
  const when = useWhen()
  const { cancelled, phone, state } = appointment
  const hour = when(appointment.slot)
  const [icon, color] = LOOKS[state]
  return (
    <li className="line">
      <Group justify="space-between" gap="xs">
        <Title order={3}>{hour}</Title>
        <Badge
          variant="light"
          color={color}
          radius="sm"
          tt="none"
          leftSection={<Icon name={icon} size={13} />}
          style={{ color: 'var(--mantine-color-dark-7)' }}
        >
          {state === 'booked' && !appointment.may_change ? text.passed : text.states[state]}
        </Badge>
      </Group>
      <Text>{appointment.document_type_text}</Text>
      <Text size="sm">{appointment.agency.name}</Text>
      {appointment.may_change && (
        <Text size="sm" c="dimmed">
          {text.bring} {phone && `${appointment.gets_sms ? text.sms(phone) : text.noSms(phone)}.`}
        </Text>
      )}
      {cancelled && (
        <Text size="sm">
          {text.cancelledBy[cancelled.by]} {text.at(dayAndTime(cancelled.at))}
          {cancelled.reason && `: ${cancelled.reason}`}
        </Text>
      )}
      {appointment.may_change && (
        <Group mt="xs" gap="sm">
          <Button
            variant="default"
            onClick={() => onOpen('move')}
            aria-label={`${text.move}: ${text.of(appointment.document_type_text, hour)}`}
          >
            {text.move}
          </Button>
          <Button
            variant="default"
            c="red"
            onClick={() => onOpen('cancel')}
            aria-label={`${text.cancel}: ${text.of(appointment.document_type_text, hour)}`}
          >
            {text.cancel}
          </Button>
        </Group>
      )}
    </li>
  )
}
