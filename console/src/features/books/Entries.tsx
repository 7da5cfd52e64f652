/** Every number issued from a book, a page at a time, with what became of the copy. */
import { Anchor, Button, Group, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'

import { entries } from '../../api/books'
import type { Book, Schema } from '../../api/types'
import { day, number } from '../../format/format'
import { useText } from '../../text/text'
import { Empty } from '../../ui/Empty'
import { Icon } from '../../ui/Icon'
import { ProblemAlert } from '../../ui/ProblemAlert'

/** Where the page begins stands in the address. */
const AFTER = 'sau'
/** What the register writes of a copy that was withdrawn begins so. */
const WITHDRAWN = 'Đã hủy bỏ giá trị pháp lý'

export function Entries({ book }: { book: Book }) {
  const text = useText()
  const { view } = text.books
  const [query, setQuery] = useSearchParams()
  const cursor = query.get(AFTER) ?? undefined
  const [before, keep] = useState<(string | undefined)[]>([])
  const page = useQuery(entries(book.id, cursor))
  const lines = page.data?.entries ?? []
  const go = (to: string | undefined) => setQuery(to === undefined ? {} : { [AFTER]: to })
  const forward = () => {
    keep([...before, cursor])
    go(page.data?.next)
  }
  const back = () => {
    go(before.at(-1))
    keep(before.slice(0, -1))
  }
  if (page.isPending) return <Empty>{text.common.loading}</Empty>
  return (
    <>
      <ProblemAlert problem={page.error} onRetry={() => void page.refetch()} />
      {lines.length === 0 && !page.error ? (
        <Empty>{view.none}</Empty>
      ) : (
        <>
          <Table.ScrollContainer minWidth={960}>
            <Table aria-label={view.entries} verticalSpacing={4} highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{view.columns.number}</Table.Th>
                  <Table.Th>{view.columns.at}</Table.Th>
                  <Table.Th>{view.columns.requester}</Table.Th>
                  <Table.Th>{view.columns.original}</Table.Th>
                  <Table.Th>{view.columns.signer}</Table.Th>
                  <Table.Th ta="right">{view.columns.copies}</Table.Th>
                  <Table.Th ta="right">{view.columns.fee}</Table.Th>
                  <Table.Th>{view.columns.note}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {lines.map((line) => (
                  <Line key={line.number} line={line} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          <Group gap="sm">
            <Text size="sm" c="dimmed" role="status" className="figures">
              {view.range(lines[0]?.number_text ?? '', lines.at(-1)?.number_text ?? '', number(book.issued))}
            </Text>
            {cursor !== undefined && (
              <Button
                size="compact-sm"
                variant="default"
                onClick={before.length > 0 ? back : () => go(undefined)}
              >
                {before.length > 0 ? view.before : view.start}
              </Button>
            )}
            {page.data?.next !== undefined && (
              <Button size="compact-sm" variant="default" onClick={forward}>
                {view.after}
              </Button>
            )}
          </Group>
        </>
      )}
    </>
  )
}

function Line({ line }: { line: Schema['EntryView'] }) {
  const { books } = useText()
  const withdrawn = line.note.includes(WITHDRAWN)
  return (
    <Table.Tr bg={withdrawn ? 'red.0' : undefined}>
      <Table.Td fw={600}>
        <Anchor component={Link} to={`/tra-cuu/${line.case}`} size="sm">
          {line.number_text}
        </Anchor>
      </Table.Td>
      <Table.Td>{day(line.at)}</Table.Td>
      <Table.Td>{line.requester}</Table.Td>
      <Table.Td>{line.original}</Table.Td>
      <Table.Td>{line.signer}</Table.Td>
      <Table.Td ta="right">{number(line.copies)}</Table.Td>
      <Table.Td ta="right">{number(line.fee)}</Table.Td>
      <Table.Td>
        {withdrawn && (
          <Group gap={4} wrap="nowrap" c="red.8">
            <Icon name="alert" size={14} />
            <Text size="xs" fw={600}>
              {books.view.withdrawn}
            </Text>
          </Group>
        )}
        <Text size="xs">{line.note}</Text>
      </Table.Td>
    </Table.Tr>
  )
}
