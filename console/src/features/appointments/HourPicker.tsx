/** A day, and of its hours those that are free; full ones are not offered. */
import { Button, Group, Radio, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { dayOfIso, daysAfter, isoDay, time } from '../../format/format'
import { useText } from '../../text/text'
import { DateField } from '../../ui/DateField'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { weekday } from './filters'
import { freeHours } from './queries'

interface Props {
  startDay: string
  value: string
  onChange: (slot: string) => void
  error?: string | undefined
}

export function HourPicker({ startDay, value, onChange, error }: Props) {
  const { appointments, common } = useText()
  const [day, setDay] = useState(startDay)
  const read = useQuery({ ...freeHours(day), enabled: day !== '' })
  const free = read.data?.slots ?? []
  const today = isoDay(new Date())
  const show = (next: string) => {
    setDay(next)
    onChange('')
  }
  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="xs">
        <DateField label={appointments.newDay} w={140} value={day} onChange={show} withAsterisk />
        <Button
          variant="default"
          disabled={day === '' || day <= today}
          onClick={() => show(daysAfter(day, -1))}
        >
          {appointments.before}
        </Button>
        <Button variant="default" disabled={day === ''} onClick={() => show(daysAfter(day, 1))}>
          {appointments.after}
        </Button>
        {day !== '' && (
          <Text size="sm" pb={8}>
            {appointments.weekdays[weekday(day)]} {dayOfIso(day)}
          </Text>
        )}
      </Group>
      {day !== '' && read.isPending && <Text size="sm">{common.loading}</Text>}
      <ProblemAlert problem={read.error} focus={false} onRetry={() => void read.refetch()} />
      {read.data && free.length === 0 && (
        <Text size="sm" role="status">
          {read.data.closed ? appointments.closed(read.data.closed) : appointments.noHours}
        </Text>
      )}
      {free.length > 0 && (
        <Radio.Group
          label={appointments.freeHours}
          withAsterisk
          value={value}
          onChange={onChange}
          error={error}
        >
          <Group gap="sm" mt={4} mah={180} style={{ overflowY: 'auto' }}>
            {free.map(({ slot, free: places }) => (
              <Radio
                key={slot}
                value={slot}
                label={`${time(slot)} (${appointments.places(places)})`}
                className="figures"
              />
            ))}
          </Group>
        </Radio.Group>
      )}
    </Stack>
  )
}
