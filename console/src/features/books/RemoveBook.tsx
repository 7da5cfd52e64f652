/** Asks before a book is deleted; a refusal is shown where it was asked. */
import { Stack, Text } from '@mantine/core'
import { useState } from 'react'

import type { Book } from '../../api/types'
import { useText } from '../../text/text'
import { Confirm } from '../../ui/Confirm'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { deleteBook } from './writes'

interface Props {
  book: Book
  onClose: () => void
  onRemoved: () => void
}

export function RemoveBook({ book, onClose, onRemoved }: Props) {
  const text = useText()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const remove = () => {
    setBusy(true)
    setProblem(undefined)
    deleteBook(book.id)
      .then(onRemoved, setProblem)
      .finally(() => setBusy(false))
  }
  return (
    <Confirm
      opened
      danger
      busy={busy}
      title={text.books.removeTitle}
      action={text.common.remove}
      onConfirm={remove}
      onClose={onClose}
    >
      <Stack gap="xs">
        <Text size="sm">{text.books.removeDetail(book.name)}</Text>
        <ProblemAlert problem={problem} />
      </Stack>
    </Confirm>
  )
}
