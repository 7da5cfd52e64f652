/** What copies cost, from which day on. A rate that has held is never changed. */
import { Button, Group, SimpleGrid, Stack, Table, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'

import { api, body } from '../../api/client'
import type { Schema } from '../../api/types'
import { dayOfIso, money } from '../../format/format'
import { useText } from '../../text/text'
import { DateField } from '../../ui/DateField'
import { Dialog } from '../../ui/Dialog'
import { sayDone } from '../../ui/Done'
import { Icon } from '../../ui/Icon'
import { MainButton } from '../../ui/MainButton'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { useUnsaved } from '../../ui/unsaved'
import { useSave } from '../../ui/useSave'
import styles from './admin.module.css'
import { Dated } from './Dated'
import { whole } from './hours'
import { fees, readAgain } from './queries'
import { useScope } from './scope'
import { Section } from './Section'
import { readAgainAfter } from './useDraftSave'

type Rate = Schema['FeeRateView']

export function Fees() {
  const text = useText()
  const words = text.admin.fees
  const scope = useScope()
  const query = useQuery(fees(scope))
  const [edited, setEdited] = useState<Rate | 'new'>()
  const [removed, setRemoved] = useState<string>()
  const add = (
    <Button leftSection={<Icon name="plus" />} onClick={() => setEdited('new')}>
      {words.add}
    </Button>
  )
  return (
    <Section title={text.admin.sections.fees} lead={words.lead} actions={add} query={query}>
      {({ rates, version }) => (
        <>
          <div className={styles.table}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{words.from}</Table.Th>
                  <Table.Th>{words.firstPages}</Table.Th>
                  <Table.Th>{words.firstPage}</Table.Th>
                  <Table.Th>{words.furtherPage}</Table.Th>
                  <Table.Th>{words.ceiling}</Table.Th>
                  <Table.Th>{words.basis}</Table.Th>
                  <Table.Th>{words.state}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rates.map((rate, at) => (
                  <Table.Tr key={rate.from}>
                    <Table.Td>{dayOfIso(rate.from)}</Table.Td>
                    <Table.Td>{rate.first_pages}</Table.Td>
                    <Table.Td>{money(rate.first_page)}</Table.Td>
                    <Table.Td>{money(rate.further_page)}</Table.Td>
                    <Table.Td>{money(rate.ceiling)}</Table.Td>
                    <Table.Td>{rate.basis}</Table.Td>
                    <Table.Td>
                      <Dated
                        begun={rate.begun}
                        over={rates[at + 1]?.begun ?? false}
                        name={dayOfIso(rate.from)}
                        onEdit={() => setEdited(rate)}
                        onRemove={() => setRemoved(rate.from)}
                      />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
          {edited && (
            <RateForm
              rate={edited === 'new' ? undefined : edited}
              version={version}
              onClose={() => setEdited(undefined)}
            />
          )}
          <Dated.Remove
            from={removed}
            words={words.withdraw}
            what={words.what}
            send={(from) =>
              body(
                api().DELETE('/agency/fees/{from}', {
                  params: { path: { from }, query: { ...scope.query, version } },
                }),
              )
            }
            onClose={() => setRemoved(undefined)}
          />
        </>
      )}
    </Section>
  )
}

const NUMBERS = ['first_pages', 'first_page', 'further_page', 'ceiling'] as const
const FIELDS = ['from', ...NUMBERS, 'basis'] as const
type Field = (typeof FIELDS)[number]

interface FormProps {
  rate: Rate | undefined
  version: number
  onClose: () => void
}

function RateForm({ rate, version, onClose }: FormProps) {
  const text = useText()
  const words = text.admin.fees
  const scope = useScope()
  const saving = useSave(FIELDS)
  const [value, setValue] = useState<Record<Field, string>>({
    from: rate?.from ?? '',
    first_pages: `${rate?.first_pages ?? 2}`,
    first_page: `${rate?.first_page ?? ''}`,
    further_page: `${rate?.further_page ?? ''}`,
    ceiling: `${rate?.ceiling ?? ''}`,
    basis: rate?.basis ?? '',
  })
  const numbers = NUMBERS.map((name) => whole(value[name]))
  const [begun] = useState(value)
  useUnsaved(JSON.stringify(value) !== JSON.stringify(begun))
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const wrong: Partial<Record<Field, string>> = {
      ...(value.from === '' && { from: text.common.badDay }),
      ...(value.basis.trim() === '' && { basis: text.common.required }),
    }
    NUMBERS.forEach((name, at) => {
      if (numbers[at] === undefined) wrong[name] = text.admin.number
    })
    const [first_pages = 0, first_page = 0, further_page = 0, ceiling = 0] = numbers
    const send = () =>
      body(
        api().PUT('/agency/fees/{from}', {
          params: { path: { from: value.from }, query: scope.query },
          body: { version, first_pages, first_page, further_page, ceiling, basis: value.basis.trim() },
        }),
      ).catch(readAgainAfter)
    saving.save(wrong, send, () => {
      readAgain()
      sayDone(text.admin.done.saved(words.what(dayOfIso(value.from))))
      onClose()
    })
  }
  const change = (name: Field) => (next: string) => {
    setValue((before) => ({ ...before, [name]: next }))
    saving.clear(name)
  }
  const field = (name: Field) => ({
    value: value[name],
    error: saving.errors[name],
    onChange: ({ currentTarget }: React.ChangeEvent<HTMLInputElement>) => change(name)(currentTarget.value),
  })
  const [firstPages, firstPage, furtherPage, ceiling] = numbers
  const whole_ = numbers.every((number) => number !== undefined)
  return (
    <Dialog onClose={onClose} size="lg" title={rate ? words.edit(dayOfIso(rate.from)) : words.add}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <DateField
            label={words.from}
            readOnly={rate !== undefined}
            value={value.from}
            onChange={change('from')}
            error={saving.errors.from}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <TextInput label={words.firstPages} inputMode="numeric" {...field('first_pages')} />
            <TextInput label={words.firstPage} inputMode="numeric" {...field('first_page')} />
            <TextInput label={words.furtherPage} inputMode="numeric" {...field('further_page')} />
            <TextInput label={words.ceiling} inputMode="numeric" {...field('ceiling')} />
          </SimpleGrid>
          <TextInput label={words.basis} description={words.basisHint} maxLength={200} {...field('basis')} />
          {whole_ && (
            <Text size="sm" role="status">
              {words.examples}:{' '}
              {[1, 2, 3, 10, 500]
                .map((pages) =>
                  words.example(
                    pages,
                    money(feeOf(pages, firstPages ?? 0, firstPage ?? 0, furtherPage ?? 0, ceiling ?? 0)),
                  ),
                )
                .join(' · ')}
            </Text>
          )}
          <ProblemAlert problem={saving.problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {text.common.cancel}
            </Button>
            <MainButton type="submit" loading={saving.busy}>
              {text.common.save}
            </MainButton>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

/** As the API counts it (TT 226/2016/TT-BTC): the first pages, the further ones, and never more than the ceiling. */
function feeOf(pages: number, firstPages: number, first: number, further: number, ceiling: number): number {
  const firsts = Math.min(pages, firstPages)
  return Math.min(firsts * first + (pages - firsts) * further, ceiling)
}
