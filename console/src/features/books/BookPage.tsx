/** One book: what it is, every number issued from it, and what is done with the whole. */
import { Alert, Anchor, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'

import { books as read } from '../../api/books'
import type { Book } from '../../api/types'
import { dayAndTime, dayOfIso, isoDay, number } from '../../format/format'
import { useText } from '../../text/text'
import { sayDone } from '../../ui/Done'
import { Empty } from '../../ui/Empty'
import { HintedButton } from '../../ui/HintedButton'
import { Icon } from '../../ui/Icon'
import { Page } from '../../ui/Page'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { useNow } from '../../ui/now'
import { BookForm } from './BookForm'
import { BookState } from './BookState'
import { CloseDialog } from './CloseDialog'
import { Entries } from './Entries'
import { ExportDialog } from './ExportDialog'
import { PrintDialog } from './PrintDialog'
import { ProofReport } from './ProofReport'
import { closeReason, editReason, printReason } from './rules'

export function BookPage() {
  const text = useText()
  const { id } = useParams()
  const all = useQuery(read)
  const book = all.data?.find((one) => one.id === id)
  if (all.isPending) return <Empty>{text.common.loading}</Empty>
  if (book) return <One book={book} books={all.data ?? []} />
  if (all.error) return <ProblemAlert problem={all.error} onRetry={() => void all.refetch()} />
  return <Empty title={text.frame.notFound.title}>{text.frame.notFound.detail}</Empty>
}

type Opened = 'edit' | 'export' | 'print' | 'close'

function One({ book, books }: { book: Book; books: readonly Book[] }) {
  const text = useText()
  const words = text.books
  const today = isoDay(new Date(useNow()))
  const [opened, open] = useState<Opened>()
  const [checking, check] = useState(false)
  const close = () => open(undefined)
  const successor = books.find(({ id }) => id === book.successor)
  const paper = book.kind === 'paper' ? words.whyNot.paper : undefined
  return (
    <Page
      title={book.name}
      actions={
        <>
          <HintedButton reason={paper} onClick={() => check(true)}>
            {words.proof.open}
          </HintedButton>
          <HintedButton onClick={() => open('export')}>{words.export.open}</HintedButton>
          <HintedButton reason={printReason(book, today, words.whyNot)} onClick={() => open('print')}>
            {words.print.open}
          </HintedButton>
          <HintedButton reason={editReason(book, words.whyNot)} onClick={() => open('edit')}>
            {text.common.edit}
          </HintedButton>
          <HintedButton reason={closeReason(book, today, words.whyNot)} onClick={() => open('close')}>
            {words.close.open}
          </HintedButton>
        </>
      }
    >
      <Group gap="md">
        <Anchor component={Link} to="/so" size="sm">
          {text.frame.books}
        </Anchor>
        <BookState of={book} />
        <Text size="sm">{book.text}</Text>
        <Text size="sm">{text.codes.said('bookKinds', book.kind)}</Text>
        <Text size="sm" className="figures">
          {words.columns.opens} {dayOfIso(book.opens)} · {words.columns.closes} {dayOfIso(book.closes)}
        </Text>
        {!paper && (
          <Text size="sm" className="figures">
            {words.columns.issued} {number(book.issued)} · {words.columns.next} <b>{book.next_text}</b>
          </Text>
        )}
        {successor && (
          <Text size="sm">
            {words.view.successor}:{' '}
            <Anchor component={Link} to={`/so/${successor.id}`} size="sm">
              {successor.text}
            </Anchor>
          </Text>
        )}
      </Group>
      {book.closing && (
        <Alert color="gray" icon={<Icon name="check" />} role="status">
          {words.view.closed(
            number(book.closing.total),
            book.closing.total_in_words,
            book.closing.by,
            dayAndTime(book.closing.at),
          )}
        </Alert>
      )}
      {checking && <ProofReport book={book} onClose={() => check(false)} />}
      <Entries book={book} />
      {opened === 'edit' && (
        <BookForm
          book={book}
          books={books}
          onClose={close}
          onSaved={(saved) => {
            close()
            sayDone(words.saved(saved.name))
          }}
        />
      )}
      {opened === 'export' && <ExportDialog book={book} onClose={close} />}
      {opened === 'print' && <PrintDialog book={book} onClose={close} />}
      {opened === 'close' && <CloseDialog book={book} onClose={close} />}
    </Page>
  )
}
