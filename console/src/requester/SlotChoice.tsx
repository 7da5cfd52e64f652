/** A day of the week shown, then one of the hours that are free on it. Full hours do not appear. */
import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'

import { dayOfIso, daysAfter, isoDay, time } from '../format/format'
import { useText } from '../text/text'
import { ProblemAlert } from '../ui/ProblemAlert'
import { slots } from './queries'

interface Props {
  agency: string
  /** The hour that is chosen, as the API writes it; empty while none is. */
  value: string
  onChange: (slot: string) => void
  error?: string | undefined
}

export const weekday = (iso: string) => new Date(`${iso}T00:00:00Z`).getUTCDay()

export function SlotChoice({ agency, value, onChange, error }: Props) {
  const text = useText().requester
  const today = isoDay(new Date())
  const [monday, setMonday] = useState(() => mondayOf(daysAfter(today, 1)))
  const [day, setDay] = useState(() => daysAfter(today, 1))
  const free = useQuery(slots(agency, day))
  const id = useId()
  const choose = (next: string) => {
    setDay(next)
    onChange('')
  }
  const turn = (to: string) => {
    setMonday(to)
    choose(to < today ? today : to)
  }
  const days = [0, 1, 2, 3, 4, 5, 6].map((n) => daysAfter(monday, n))
  return (
    <Stack gap="sm">
      <fieldset className="slot days">
        <legend>{text.booking.day}</legend>
        {days.map((iso) => (
          <label key={iso}>
            <input
              type="radio"
              name={`${id}-day`}
              checked={iso === day}
              disabled={iso < today}
              onChange={() => choose(iso)}
              aria-label={`${text.slots.wholeWeekdays[weekday(iso)] ?? ''} ${dayOfIso(iso)}`}
            />
            <span>{text.slots.weekdays[weekday(iso)]}</span>
            <strong>{dayOfIso(iso).slice(0, 5)}</strong>
          </label>
        ))}
      </fieldset>
      <Group justify="space-between">
        <Button variant="default" disabled={monday <= today} onClick={() => turn(daysAfter(monday, -7))}>
          {text.slots.weekBefore}
        </Button>
        <Button variant="default" onClick={() => turn(daysAfter(monday, 7))}>
          {text.slots.weekAfter}
        </Button>
      </Group>
      {free.error && <ProblemAlert problem={free.error} focus={false} />}
      {free.isPending && <Loader role="progressbar" size="sm" aria-label={text.booking.hour} />}
      {free.data && free.data.slots.length === 0 && (
        <Text size="sm" role="status">
          {free.data.closed ? text.slots.closed(free.data.closed) : text.slots.full}
        </Text>
      )}
      {free.data && free.data.slots.length > 0 && (
        <fieldset
          className="slot"
          aria-describedby={error ? `${id}-error` : undefined}
          data-error={error ? true : undefined}
        >
          <legend>{text.booking.hour}</legend>
          {free.data.slots.map(({ slot }) => (
            <label key={slot}>
              <input
                type="radio"
                name={`${id}-hour`}
                checked={slot === value}
                onChange={() => onChange(slot)}
              />
              {time(slot)}
            </label>
          ))}
        </fieldset>
      )}
      {error && (
        <Text id={`${id}-error`} size="sm" c="var(--mantine-color-error)">
          {error}
        </Text>
      )}
    </Stack>
  )
}

function mondayOf(iso: string): string {
  return daysAfter(iso, -((weekday(iso) + 6) % 7))
}
