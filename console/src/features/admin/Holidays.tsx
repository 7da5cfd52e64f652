/** The holidays of the country: the centre's to set, everybody's to see. */
import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import { api, body } from '../../api/client'
import { queries } from '../../api/queries'
import type { Schema } from '../../api/types'
import { useText } from '../../text/text'
import { DateField } from '../../ui/DateField'
import { Icon } from '../../ui/Icon'
import { useDraft } from './draft'
import { holidays } from './queries'
import { SaveBar } from './SaveBar'
import { useScope } from './scope'
import { Section } from './Section'
import { useDraftSave } from './useDraftSave'

export function Holidays() {
  const text = useText().admin
  const query = useQuery(holidays)
  return (
    <Section title={text.sections.holidays} lead={text.holidays.lead} query={query}>
      {(data) => <Form data={data} />}
    </Section>
  )
}

interface Holiday {
  day: string
  reason: string
  /** `1` … `7`: worked as this weekday; empty when nobody works. */
  workedAs: string
}

const valueOf = ({ holidays }: Schema['HolidaysView']) =>
  holidays.map(({ day, reason, worked_as }): Holiday => ({
    day,
    reason,
    workedAs: worked_as ? `${worked_as}` : '',
  }))

function Form({ data }: { data: Schema['HolidaysView'] }) {
  const text = useText()
  const words = text.admin.holidays
  const scope = useScope()
  const { centre } = scope
  const draft = useDraft(data, valueOf, `${scope.id}/holidays`)
  const saving = useDraftSave<string, Holiday[], Schema['HolidaysView']>([], draft)

  const change = (at: number, fields: Partial<Holiday>) =>
    draft.set((all) => all.map((one, n) => (n === at ? { ...one, ...fields } : one)))
  const save = () => {
    const wrong: Record<string, string> = {}
    draft.value.forEach(({ day, reason }, at) => {
      if (day === '') wrong[`day-${at}`] = text.common.badDay
      if (reason.trim() === '') wrong[`reason-${at}`] = text.common.required
    })
    const send = () =>
      body(
        api().PUT('/holidays', {
          body: {
            version: draft.version,
            holidays: draft.value.map(({ day, reason, workedAs }) => ({
              day,
              reason: reason.trim(),
              ...(workedAs !== '' && { worked_as: Number(workedAs) }),
            })),
          },
        }),
      )
    saving.send(wrong, send, (answer) => queries.setQueryData(holidays.queryKey, answer))
  }
  const kinds = [
    { value: '', label: words.closed },
    ...text.admin.hours.days.map((name, n) => ({ value: `${n + 1}`, label: words.workedAs(name) })),
  ]
  return (
    <Stack gap="xs">
      {!centre && <Text size="sm">{text.admin.centreOnly}</Text>}
      {draft.value.length === 0 && <Text size="sm">{words.empty}</Text>}
      {draft.value.map(({ day, reason, workedAs }, at) => (
        <Group key={at} gap="xs" align="flex-start" wrap="nowrap">
          <DateField
            w={140}
            aria-label={words.day(at + 1)}
            readOnly={!centre}
            value={day}
            onChange={(next) => change(at, { day: next })}
            error={saving.errors[`day-${at}`]}
          />
          <TextInput
            flex={1}
            aria-label={words.reason(at + 1)}
            placeholder={words.headReason}
            readOnly={!centre}
            maxLength={200}
            value={reason}
            onChange={({ currentTarget }) => change(at, { reason: currentTarget.value })}
            error={saving.errors[`reason-${at}`]}
          />
          <NativeSelect
            w={210}
            aria-label={words.kind(at + 1)}
            disabled={!centre}
            data={kinds}
            value={workedAs}
            onChange={({ currentTarget }) => change(at, { workedAs: currentTarget.value })}
          />
          {centre && (
            <Button
              variant="default"
              px="xs"
              aria-label={words.remove(at + 1)}
              onClick={() => draft.set((all) => all.filter((_, n) => n !== at))}
            >
              <Icon name="close" />
            </Button>
          )}
        </Group>
      ))}
      {centre && (
        <>
          <Group>
            <Button
              variant="default"
              leftSection={<Icon name="plus" />}
              onClick={() => draft.set((all) => [...all, { day: '', reason: '', workedAs: '' }])}
            >
              {words.add}
            </Button>
          </Group>
          <SaveBar draft={draft} {...saving} onSave={save} />
        </>
      )}
    </Stack>
  )
}
