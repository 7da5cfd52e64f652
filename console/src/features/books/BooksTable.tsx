/** The books, the latest first. */
import { Anchor, Group, Table, Text } from '@mantine/core'
import { Link } from 'react-router'

import type { Book } from '../../api/types'
import { dayOfIso, number } from '../../format/format'
import { useText } from '../../text/text'
import { HintedButton } from '../../ui/HintedButton'
import { BookState } from './BookState'
import { editReason, removeReason } from './rules'

interface Props {
  books: readonly Book[]
  onEdit: (book: Book) => void
  onRemove: (book: Book) => void
}

export function BooksTable({ books, onEdit, onRemove }: Props) {
  const text = useText()
  const { columns, caption, whyNot, edit, remove } = text.books
  const sorted = [...books].sort((a, b) => b.opens.localeCompare(a.opens) || b.id.localeCompare(a.id))
  return (
    <Table.ScrollContainer minWidth={1040}>
      <Table aria-label={caption} highlightOnHover verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.name}</Table.Th>
            <Table.Th>{columns.kind}</Table.Th>
            <Table.Th ta="right">{columns.year}</Table.Th>
            <Table.Th ta="right">{columns.first}</Table.Th>
            <Table.Th ta="right">{columns.next}</Table.Th>
            <Table.Th ta="right">{columns.issued}</Table.Th>
            <Table.Th>{columns.opens}</Table.Th>
            <Table.Th>{columns.closes}</Table.Th>
            <Table.Th>{columns.state}</Table.Th>
            <Table.Th>{columns.actions}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sorted.map((book) => (
            <Table.Tr key={book.id}>
              <Table.Td>
                <Anchor component={Link} to={`/so/${book.id}`} size="sm" fw={600}>
                  {book.name}
                </Anchor>
                <Text size="xs" c="dimmed">
                  {book.text}
                </Text>
              </Table.Td>
              <Table.Td>{text.codes.said('bookKinds', book.kind)}</Table.Td>
              <Table.Td ta="right">{book.opens.slice(0, 4)}</Table.Td>
              <Table.Td ta="right">{number(book.first)}</Table.Td>
              <Table.Td ta="right">{book.kind === 'paper' ? '' : book.next_text}</Table.Td>
              <Table.Td ta="right">{book.kind === 'paper' ? '' : number(book.issued)}</Table.Td>
              <Table.Td>{dayOfIso(book.opens)}</Table.Td>
              <Table.Td>{dayOfIso(book.closes)}</Table.Td>
              <Table.Td>
                <BookState of={book} />
              </Table.Td>
              <Table.Td>
                <Group gap={4} wrap="nowrap">
                  <HintedButton
                    label={edit(book.name)}
                    reason={editReason(book, whyNot)}
                    onClick={() => onEdit(book)}
                  >
                    {text.common.edit}
                  </HintedButton>
                  <HintedButton
                    label={remove(book.name)}
                    reason={removeReason(book, whyNot)}
                    onClick={() => onRemove(book)}
                  >
                    {text.common.remove}
                  </HintedButton>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
