/** The statement's wording, from which day on, as it will stand on the page. */
import { Button, Group, Stack, Table, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'

import { api, body } from '../../api/client'
import type { Schema } from '../../api/types'
import { dayOfIso } from '../../format/format'
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
import { readAgain, wordings } from './queries'
import { useScope } from './scope'
import { Section } from './Section'
import { readAgainAfter } from './useDraftSave'

type Wording = Schema['WordingView']

export function Wordings() {
  const text = useText().admin
  const scope = useScope()
  const query = useQuery(wordings(scope))
  const [edited, setEdited] = useState<Wording | 'new'>()
  const [removed, setRemoved] = useState<string>()
  const add = (
    <Button leftSection={<Icon name="plus" />} onClick={() => setEdited('new')}>
      {text.wordings.add}
    </Button>
  )
  return (
    <Section title={text.sections.wordings} lead={text.wordings.lead} actions={add} query={query}>
      {({ wordings, version }) => (
        <>
          <div className={styles.table}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{text.wordings.from}</Table.Th>
                  <Table.Th>{text.wordings.title}</Table.Th>
                  <Table.Th>{text.wordings.numberLabel}</Table.Th>
                  <Table.Th>{text.wordings.bookLabel}</Table.Th>
                  <Table.Th>{text.fees.state}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {wordings.map((wording, at) => (
                  <Table.Tr key={wording.from}>
                    <Table.Td>{dayOfIso(wording.from)}</Table.Td>
                    <Table.Td>{wording.title}</Table.Td>
                    <Table.Td>{wording.number_label}</Table.Td>
                    <Table.Td>{wording.book_label}</Table.Td>
                    <Table.Td>
                      <Dated
                        begun={wording.begun}
                        over={wordings[at + 1]?.begun ?? false}
                        name={dayOfIso(wording.from)}
                        onEdit={() => setEdited(wording)}
                        onRemove={() => setRemoved(wording.from)}
                      />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
          {edited && (
            <WordingForm
              wording={edited === 'new' ? undefined : edited}
              // Begun from the one in use: a new wording usually differs in a few words.
              like={wordings.at(-1)}
              version={version}
              onClose={() => setEdited(undefined)}
            />
          )}
          <Dated.Remove
            from={removed}
            words={text.wordings.withdraw}
            what={text.wordings.what}
            send={(from) =>
              body(
                api().DELETE('/agency/wordings/{from}', {
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

const FIELDS = ['from', 'title', 'number_label', 'book_label'] as const
type Field = (typeof FIELDS)[number]

interface FormProps {
  wording: Wording | undefined
  like: Wording | undefined
  version: number
  onClose: () => void
}

function WordingForm({ wording, like, version, onClose }: FormProps) {
  const text = useText()
  const words = text.admin.wordings
  const scope = useScope()
  const saving = useSave(FIELDS)
  const source = wording ?? like
  const [value, setValue] = useState<Record<Field, string>>({
    from: wording?.from ?? '',
    title: source?.title ?? '',
    number_label: source?.number_label ?? '',
    book_label: source?.book_label ?? '',
  })
  const [begun] = useState(value)
  useUnsaved(JSON.stringify(value) !== JSON.stringify(begun))
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const wrong: Partial<Record<Field, string>> = value.from === '' ? { from: text.common.badDay } : {}
    for (const name of ['title', 'number_label', 'book_label'] as const)
      if (value[name].trim() === '') wrong[name] = text.common.required
    const { title, number_label, book_label } = value
    const send = () =>
      body(
        api().PUT('/agency/wordings/{from}', {
          params: { path: { from: value.from }, query: scope.query },
          body: {
            version,
            title: title.trim(),
            number_label: number_label.trim(),
            book_label: book_label.trim(),
          },
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
  return (
    <Dialog onClose={onClose} size="xl" title={wording ? words.edit(dayOfIso(wording.from)) : words.add}>
      <form onSubmit={submit} noValidate>
        <Group align="flex-start" gap="lg">
          <Stack gap="sm" flex={1} miw={260}>
            <DateField
              label={words.from}
              readOnly={wording !== undefined}
              value={value.from}
              onChange={change('from')}
              error={saving.errors.from}
            />
            <TextInput label={words.title} {...field('title')} />
            <TextInput label={words.numberLabel} {...field('number_label')} />
            <TextInput label={words.bookLabel} {...field('book_label')} />
          </Stack>
          <figure className={styles.statement} aria-label={words.preview} style={{ margin: 0 }}>
            <strong>{value.title}</strong>
            <br />
            {value.number_label} 127/ĐT&emsp;{value.book_label} 01/2026-SCTĐT/BS
            <br />
            {words.previewDay}
            <br />
            <strong>{words.previewTitle}</strong>
          </figure>
        </Group>
        <Stack mt="sm">
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
