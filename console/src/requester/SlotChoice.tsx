/** A day of the week shown, then one of the hours that are free on it. Full hours do not appear; days say what they have. */
import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { useId, useState } from 'react'

import { Problem } from '../api/problem'
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

/** What a day has; unknown while it is being read, or could not be. */
type Has = 'free' | 'full' | 'closed' | 'past' | 'later' | undefined

export function SlotChoice({ agency, value, onChange, error }: Props) {
  const text = useText().requester
  const today = isoDay(new Date())
  const [monday, setMonday] = useState(() => mondayOf(daysAfter(today, 1)))
  const [chosen, setChosen] = useState<string>()
  const id = useId()
  const days = [0, 1, 2, 3, 4, 5, 6].map((n) => daysAfter(monday, n))
  const read = useQueries({
    queries: days.map((iso) => ({ ...slots(agency, iso), enabled: iso >= today })),
  })
  const has = days.map((iso, at): Has => {
    const { data, error } = read[at] ?? {}
    if (iso < today) return 'past'
    if (error instanceof Problem && error.is('beyond-horizon')) return 'later'
    if (!data) return undefined
    // A day without a shift has no hours; a Saturday is such a day without anybody saying why.
    return data.slots.length > 0 ? 'free' : data.closed !== undefined ? 'closed' : 'full'
  })
  // The first day with a free hour, once all before it are known to have none, until somebody chooses.
  const from = days.findIndex((iso) => iso >= (monday <= today ? daysAfter(today, 1) : monday))
  const first = has.findIndex((one, at) => at >= from && (one === 'free' || one === undefined))
  const day = chosen ?? days[first === -1 ? from : first] ?? monday
  const free = read[days.indexOf(day)]
  const choose = (next: string) => {
    setChosen(next)
    onChange('')
  }
  const turn = (to: string) => {
    setMonday(to)
    setChosen(undefined)
    onChange('')
  }
  return (
    <Stack gap="sm">
      <fieldset className="slot days">
        <legend>{text.booking.day}</legend>
        {days.map((iso, at) => {
          const what = has[at]
          const none = what !== undefined && what !== 'free'
          const said = none ? text.slots.days[what] : ''
          const name = `${text.slots.wholeWeekdays[weekday(iso)] ?? ''} ${dayOfIso(iso)}`
          return (
            <label key={iso} data-none={none || undefined}>
              <input
                type="radio"
                name={`${id}-day`}
                checked={iso === day}
                disabled={what === 'past'}
                onChange={() => choose(iso)}
                aria-label={said ? `${name}, ${said}` : name}
              />
              <span>{text.slots.weekdays[weekday(iso)]}</span>
              <strong>{dayOfIso(iso).slice(0, 5)}</strong>
              <small>{said}</small>
            </label>
          )
        })}
      </fieldset>
      <Group justify="space-between">
        <Button variant="default" disabled={monday <= today} onClick={() => turn(daysAfter(monday, -7))}>
          {text.slots.weekBefore}
        </Button>
        <Button variant="default" onClick={() => turn(daysAfter(monday, 7))}>
          {text.slots.weekAfter}
        </Button>
      </Group>
      {free?.error && <ProblemAlert problem={free.error} focus={false} />}
      {free?.isPending && <Loader role="progressbar" size="sm" aria-label={text.booking.hour} />}
      {free?.data && free.data.slots.length === 0 && (
        <Text size="sm" role="status">
          {free.data.closed ? text.slots.closed(free.data.closed) : text.slots.full}
        </Text>
      )}
      {free?.data && free.data.slots.length > 0 && (
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
