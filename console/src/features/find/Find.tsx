/** Tra cứu hồ sơ: any case of the agency, by name, number, code, day, type and state; all of it stands in the address. */
import { Button, Group, NativeSelect, Stack, Table, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link, useLocation, useParams, useSearchParams } from 'react-router'

import { documentTypes } from '../../api/queries'
import type { Case, CaseState } from '../../api/types'
import { dayAndTime } from '../../format/format'
import { shortCode, useFilters } from '../../queue/filters'
import { useText } from '../../text/text'
import { DateField } from '../../ui/DateField'
import { Empty } from '../../ui/Empty'
import { Icon } from '../../ui/Icon'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { State } from '../../ui/State'
import { FoundCase } from './FoundCase'
import { asks, looksPersonal, matching, STATES, type Wanted } from './search'

/** How long nothing is typed until it is searched, in milliseconds. */
const PAUSE = 350

export function Component() {
  const { id } = useParams()
  return id === undefined ? <Search /> : <FoundCase key={id} id={id} />
}

function Search() {
  const text = useText()
  const { find } = text
  const [filters, change] = useFilters()
  const [query, setQuery] = useSearchParams()
  const asked = query.get('trang-thai') ?? ''
  const state = STATES.find((one) => one === asked) ?? ''
  const types = useQuery(documentTypes).data ?? []
  const [typed, setTyped] = useState(filters.search)
  const personal = looksPersonal(typed)
  // A word that an input method is still composing is not searched.
  const [composing, setComposing] = useState(false)
  useEffect(() => {
    if (typed === filters.search || personal || composing) return
    const timer = setTimeout(() => change({ search: typed }), PAUSE)
    return () => clearTimeout(timer)
  })
  const wanted: Wanted = { ...filters, state }
  const read = useQuery(matching(wanted))
  const choose = (next: CaseState | '') =>
    setQuery(
      (before) => {
        const changed = new URLSearchParams(before)
        if (next) changed.set('trang-thai', next)
        else changed.delete('trang-thai')
        return changed
      },
      { replace: true },
    )
  return (
    <Stack gap="sm" p="md">
      <h1 style={{ margin: 0, fontSize: '1.0625rem' }}>{text.frame.find}</h1>
      <Group gap="xs" align="flex-start">
        <TextInput
          aria-label={find.searchLabel}
          placeholder={find.search}
          description={find.searchHint}
          inputWrapperOrder={['input', 'description', 'error']}
          leftSection={<Icon name="search" size={16} />}
          autoComplete="off"
          maxLength={100}
          data-autofocus
          style={{ flex: '1 1 320px' }}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
          error={personal ? find.personal : undefined}
        />
        <DateField
          aria-label={text.queue.day}
          w={130}
          value={filters.day}
          onChange={(day) => change({ day })}
        />
        <NativeSelect
          aria-label={text.queue.type}
          w={220}
          data={[
            { value: '', label: text.queue.everyType },
            ...types.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          value={filters.type}
          onChange={(event) => change({ type: event.currentTarget.value })}
        />
        <NativeSelect
          aria-label={find.state}
          w={200}
          data={[
            { value: '', label: find.every },
            ...STATES.map((value) => ({ value, label: text.common.states[value] })),
          ]}
          value={state}
          onChange={(event) => choose(event.currentTarget.value as typeof state)}
        />
        {asks(wanted) && (
          <Button
            variant="subtle"
            onClick={() => {
              setTyped('')
              setQuery({}, { replace: true })
            }}
          >
            {text.queue.clear}
          </Button>
        )}
      </Group>
      <ProblemAlert problem={read.error} focus={false} onRetry={() => void read.refetch()} />
      <Text size="xs" c="dimmed" role="status" mih={18}>
        {asks(wanted) && read.data && find.count(read.data.cases.length)}
        {asks(wanted) && read.data?.more && `. ${find.more}`}
      </Text>
      {!asks(wanted) ? (
        <Empty>{find.ask}</Empty>
      ) : read.data === undefined ? (
        read.isFetching && <Empty>{text.common.loading}</Empty>
      ) : read.data.cases.length === 0 ? (
        <Empty>{find.nothing}</Empty>
      ) : (
        <Results cases={read.data.cases} />
      )}
    </Stack>
  )
}

function Results({ cases }: { cases: readonly Case[] }) {
  const { find } = useText()
  const { search } = useLocation()
  const { columns } = find
  return (
    <Table.ScrollContainer minWidth={800}>
      <Table aria-label={find.results} highlightOnHover verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.requester}</Table.Th>
            <Table.Th>{columns.original}</Table.Th>
            <Table.Th>{columns.number}</Table.Th>
            <Table.Th>{columns.code}</Table.Th>
            <Table.Th>{columns.received}</Table.Th>
            <Table.Th>{columns.state}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {cases.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td>
                <Link to={{ pathname: `/tra-cuu/${one.id}`, search }}>{one.requester.name}</Link>
              </Table.Td>
              <Table.Td>{one.original_name}</Table.Td>
              <Table.Td>{one.number && `${one.number.text}, ${one.number.book_text}`}</Table.Td>
              <Table.Td>{shortCode(one.id)}</Table.Td>
              <Table.Td>{dayAndTime(one.received_at)}</Table.Td>
              <Table.Td>
                <State state={one.state} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
