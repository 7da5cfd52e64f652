/** The week, the length of a slot, and the days that are not as the week says. */
import { Alert, Button, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import { api, body } from '../../api/client'
import { queries } from '../../api/queries'
import type { Schema } from '../../api/types'
import { useText } from '../../text/text'
import { DateField } from '../../ui/DateField'
import { Icon } from '../../ui/Icon'
import { useDraft } from './draft'
import { shiftsOf, shiftsText, whole } from './hours'
import { calendar } from './queries'
import { SaveBar } from './SaveBar'
import { useScope } from './scope'
import { Section } from './Section'
import { useDraftSave } from './useDraftSave'

export function Hours() {
  const text = useText().admin
  const query = useQuery(calendar(useScope()))
  return (
    <Section title={text.sections.hours} lead={text.hours.lead} query={query}>
      {(data) => <Form data={data} />}
    </Section>
  )
}

interface DayText {
  shifts: string
  capacity: string
}

interface ExceptionText extends DayText {
  day: string
  reason: string
}

const valueOf = ({ own }: Schema['AgencyCalendarView']) => ({
  week: own.week.map(({ shifts, capacity }): DayText => ({
    shifts: shiftsText(shifts),
    capacity: `${capacity}`,
  })),
  slot: `${own.slot_minutes}`,
  horizon: `${own.horizon_days}`,
  exceptions: own.exceptions.map(({ day, reason, shifts = [], capacity = 0 }): ExceptionText => ({
    day,
    reason,
    shifts: shiftsText(shifts),
    capacity: `${capacity}`,
  })),
})

function Form({ data }: { data: Schema['AgencyCalendarView'] }) {
  const text = useText()
  const words = text.admin.hours
  const scope = useScope()
  const draft = useDraft(data, valueOf, `${scope.id}/hours`)
  const saving = useDraftSave<string, ReturnType<typeof valueOf>, Schema['AgencyCalendarView']>(
    ['slot_minutes', 'horizon_days'],
    draft,
  )
  const { week, exceptions, slot, horizon } = draft.value
  const { errors } = saving

  const changeDay = (at: number, fields: Partial<DayText>) =>
    draft.set((before) => ({
      ...before,
      week: before.week.map((one, n) => (n === at ? { ...one, ...fields } : one)),
    }))
  const changeException = (at: number, fields: Partial<ExceptionText>) =>
    draft.set((before) => ({
      ...before,
      exceptions: before.exceptions.map((one, n) => (n === at ? { ...one, ...fields } : one)),
    }))
  const check = () => {
    const wrong: Record<string, string> = {}
    const dayWrong = (key: string, { shifts, capacity }: DayText) => {
      if (shiftsOf(shifts) === undefined) wrong[`${key}-shifts`] = words.shiftsWrong
      if (whole(capacity) === undefined) wrong[`${key}-capacity`] = text.admin.number
    }
    week.forEach((one, at) => dayWrong(`week-${at}`, one))
    exceptions.forEach((one, at) => {
      dayWrong(`exception-${at}`, one)
      if (one.day === '') wrong[`exception-${at}-day`] = text.common.badDay
      if (one.reason.trim() === '') wrong[`exception-${at}-reason`] = text.common.required
    })
    if (whole(slot) === undefined) wrong.slot_minutes = text.admin.number
    if (whole(horizon) === undefined) wrong.horizon_days = text.admin.number
    return wrong
  }
  const hours = ({ shifts, capacity }: DayText) => ({
    shifts: shiftsOf(shifts) ?? [],
    capacity: shifts.trim() === '' ? 0 : (whole(capacity) ?? 0),
  })
  const save = () => {
    const send = () =>
      body(
        api().PUT('/agency/calendar', {
          params: { query: scope.query },
          body: {
            version: draft.version,
            week: week.map(hours),
            slot_minutes: whole(slot) ?? 0,
            horizon_days: whole(horizon) ?? 0,
            exceptions: exceptions.map((one) => ({ day: one.day, reason: one.reason.trim(), ...hours(one) })),
          },
        }),
      )
    saving.send(check(), send, (answer) => queries.setQueryData(calendar(scope).queryKey, answer))
  }
  return (
    <Stack>
      {data.affected.count > 0 && (
        <Alert color="yellow" icon={<Icon name="alert" />}>
          {words.affected(data.affected.count)}
        </Alert>
      )}
      <Title order={3}>{words.week}</Title>
      <Text size="xs" c="dimmed">
        {words.shiftsHint}
      </Text>
      <Table verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.day}</Table.Th>
            <Table.Th>{words.hoursShort}</Table.Th>
            <Table.Th>{words.capacityShort}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {words.days.map((name, at) => (
            <Table.Tr key={name}>
              <Table.Td w={100}>{name}</Table.Td>
              <Table.Td>
                <TextInput
                  aria-label={words.shifts(name)}
                  value={week[at]?.shifts ?? ''}
                  onChange={({ currentTarget }) => changeDay(at, { shifts: currentTarget.value })}
                  error={errors[`week-${at}-shifts`]}
                />
              </Table.Td>
              <Table.Td w={190}>
                <TextInput
                  aria-label={words.capacity(name)}
                  inputMode="numeric"
                  value={week[at]?.capacity ?? ''}
                  onChange={({ currentTarget }) => changeDay(at, { capacity: currentTarget.value })}
                  error={errors[`week-${at}-capacity`]}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group grow align="flex-start">
        <TextInput
          label={words.slot}
          inputMode="numeric"
          value={slot}
          onChange={({ currentTarget: { value } }) => draft.set((before) => ({ ...before, slot: value }))}
          error={errors.slot_minutes}
        />
        <TextInput
          label={words.horizon}
          inputMode="numeric"
          value={horizon}
          onChange={({ currentTarget: { value } }) => draft.set((before) => ({ ...before, horizon: value }))}
          error={errors.horizon_days}
        />
      </Group>
      <Title order={3}>{words.exceptions}</Title>
      <Text size="xs" c="dimmed">
        {words.exceptionsHint}
      </Text>
      {exceptions.map((one, at) => (
        <Group key={at} gap="xs" align="flex-start" wrap="nowrap">
          <DateField
            w={130}
            aria-label={words.exceptionDay(at + 1)}
            value={one.day}
            onChange={(day) => changeException(at, { day })}
            error={errors[`exception-${at}-day`]}
          />
          <TextInput
            flex={1}
            aria-label={words.reasonOf(at + 1)}
            placeholder={words.reason}
            maxLength={200}
            value={one.reason}
            onChange={({ currentTarget }) => changeException(at, { reason: currentTarget.value })}
            error={errors[`exception-${at}-reason`]}
          />
          <TextInput
            flex={1}
            aria-label={words.shifts(words.exceptionDay(at + 1))}
            placeholder={words.hoursShort}
            value={one.shifts}
            onChange={({ currentTarget }) => changeException(at, { shifts: currentTarget.value })}
            error={errors[`exception-${at}-shifts`]}
          />
          <TextInput
            w={70}
            aria-label={words.capacity(words.exceptionDay(at + 1))}
            inputMode="numeric"
            value={one.capacity}
            onChange={({ currentTarget }) => changeException(at, { capacity: currentTarget.value })}
            error={errors[`exception-${at}-capacity`]}
          />
          <Button
            variant="default"
            px="xs"
            aria-label={words.remove(at + 1)}
            onClick={() =>
              draft.set((before) => ({
                ...before,
                exceptions: before.exceptions.filter((_, n) => n !== at),
              }))
            }
          >
            <Icon name="close" />
          </Button>
        </Group>
      ))}
      <Group>
        <Button
          variant="default"
          leftSection={<Icon name="plus" />}
          onClick={() =>
            draft.set((before) => ({
              ...before,
              exceptions: [...before.exceptions, { day: '', reason: '', shifts: '', capacity: '0' }],
            }))
          }
        >
          {words.addException}
        </Button>
      </Group>
      <SaveBar draft={draft} {...saving} onSave={save} />
    </Stack>
  )
}
