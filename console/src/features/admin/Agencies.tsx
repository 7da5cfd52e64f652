/** The agencies of the country: found, and opened to be set up for. */
import { Button, Group, Stack, Table, Text, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState, type SyntheticEvent } from 'react'
import { Link, useNavigate } from 'react-router'

import { api, body } from '../../api/client'
import { Wish } from '../../api/wish'
import { useText } from '../../text/text'
import { Dialog } from '../../ui/Dialog'
import { sayDone } from '../../ui/Done'
import { Icon } from '../../ui/Icon'
import { MainButton } from '../../ui/MainButton'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { useUnsaved } from '../../ui/unsaved'
import { useSave } from '../../ui/useSave'
import { matches } from '../../values/letters'
import styles from './admin.module.css'
import { agencies, readAgain } from './queries'
import { Section } from './Section'

export function Agencies() {
  const text = useText()
  const words = text.admin.agencies
  const query = useInfiniteQuery(agencies)
  const [founding, setFounding] = useState(false)
  const [search, setSearch] = useState('')
  const all = query.data?.pages.flatMap(({ agencies }) => agencies) ?? []
  const shown = all.filter(({ id, name, locality }) => matches(search, id, name, locality))
  const reading = search.trim() !== '' && query.hasNextPage
  // The API finds none by name, so all are read once somebody looks for one.
  const { fetchNextPage, isFetching } = query
  useEffect(() => {
    if (reading && !isFetching) void fetchNextPage()
  }, [reading, isFetching, fetchNextPage])
  const found = (
    <Button leftSection={<Icon name="plus" />} onClick={() => setFounding(true)}>
      {words.found}
    </Button>
  )
  return (
    <Section title={text.admin.sections.agencies} lead={words.lead} actions={found} query={query}>
      {() => (
        <Stack>
          <TextInput
            label={words.search}
            maw={420}
            value={search}
            onChange={({ currentTarget }) => setSearch(currentTarget.value)}
          />
          <Text size="sm" role="status">
            {reading ? text.common.loading : search.trim() !== '' && words.count(shown.length)}
          </Text>
          <div className={styles.table}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{words.id}</Table.Th>
                  <Table.Th>{text.admin.agency.name}</Table.Th>
                  <Table.Th>{text.admin.agency.locality}</Table.Th>
                  <Table.Th>{text.admin.agency.status}</Table.Th>
                  <Table.Td />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {shown.map(({ id, name, locality, status }) => (
                  <Table.Tr key={id}>
                    <Table.Td>{id}</Table.Td>
                    <Table.Td>{name}</Table.Td>
                    <Table.Td>{locality}</Table.Td>
                    <Table.Td>{text.admin.agency.statuses[status]}</Table.Td>
                    <Table.Td>
                      <Link
                        to={`/quan-tri/can-bo?agency=${encodeURIComponent(id)}`}
                        aria-label={words.openOf(name)}
                      >
                        {words.open}
                      </Link>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
          {query.hasNextPage && !reading && (
            <Button
              variant="default"
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {text.common.more}
            </Button>
          )}
          {founding && <FoundForm onClose={() => setFounding(false)} />}
        </Stack>
      )}
    </Section>
  )
}

const FIELDS = ['id', 'name', 'locality', 'subject'] as const
type Field = (typeof FIELDS)[number]

function FoundForm({ onClose }: { onClose: () => void }) {
  const text = useText()
  const words = text.admin.agencies
  const navigate = useNavigate()
  const saving = useSave(FIELDS)
  const [value, setValue] = useState<Record<Field, string>>({ id: '', name: '', locality: '', subject: '' })
  const [wish] = useState(
    () =>
      new Wish((wanted: Record<Field, string>, key) =>
        body(api().POST('/agencies', { params: { header: { 'Idempotency-Key': key } }, body: wanted })),
      ),
  )
  useUnsaved(Object.values(value).some((typed) => typed !== ''))
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const wrong: Partial<Record<Field, string>> = {}
    for (const name of FIELDS) if (value[name].trim() === '') wrong[name] = text.common.required
    if (value.id !== '' && !/^[A-Za-z0-9-]{1,40}$/.test(value.id)) wrong.id = words.idWrong
    saving.save(
      wrong,
      () => wish.make(value),
      ({ answer: { id, name }, content }) => {
        readAgain()
        const { founded, foundedEarlier } = text.admin.done
        sayDone((content === value ? founded : foundedEarlier)(name), true)
        void navigate(`/quan-tri/don-vi?agency=${encodeURIComponent(id)}`) // to be set up
      },
    )
  }
  const field = (name: Field) => ({
    value: value[name],
    error: saving.errors[name],
    onChange: ({ currentTarget: { value: next } }: React.ChangeEvent<HTMLInputElement>) => {
      setValue((before) => ({ ...before, [name]: next }))
      saving.clear(name)
    },
  })
  return (
    <Dialog onClose={onClose} title={words.found}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <TextInput label={words.id} description={words.idHint} maxLength={40} {...field('id')} />
          <TextInput label={text.admin.agency.name} {...field('name')} />
          <TextInput
            label={text.admin.agency.locality}
            description={text.admin.agency.localityHint}
            {...field('locality')}
          />
          <TextInput
            label={text.admin.agency.subject}
            description={text.admin.agency.subjectHint}
            {...field('subject')}
          />
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
