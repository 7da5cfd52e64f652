/** [Quản lý sổ chứng thực]: the agency's books; add, edit, delete, view. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { books as read } from '../../api/books'
import type { Book } from '../../api/types'
import { useText } from '../../text/text'
import { sayDone } from '../../ui/Done'
import { Empty } from '../../ui/Empty'
import { Icon } from '../../ui/Icon'
import { Page } from '../../ui/Page'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { useShortcut } from '../../ui/keys'
import { BookForm } from './BookForm'
import { BooksTable } from './BooksTable'
import { RemoveBook } from './RemoveBook'

export function BooksPage() {
  const text = useText()
  const all = useQuery(read)
  const [form, setForm] = useState<{ book?: Book }>()
  const [removing, remove] = useState<Book>()
  const add = () => setForm({})
  useShortcut('N', text.books.form.add, add)
  return (
    <Page
      title={text.frame.books}
      actions={
        <Button leftSection={<Icon name="plus" size={16} />} onClick={add}>
          {text.common.add}
        </Button>
      }
    >
      <ProblemAlert problem={all.error} onRetry={() => void all.refetch()} />
      {all.isPending && <Empty>{text.common.loading}</Empty>}
      {all.data?.length === 0 && <Empty>{text.books.empty}</Empty>}
      {all.data && all.data.length > 0 && (
        <BooksTable books={all.data} onEdit={(book) => setForm({ book })} onRemove={remove} />
      )}
      {form && (
        <BookForm
          book={form.book}
          books={all.data ?? []}
          onClose={() => setForm(undefined)}
          onSaved={(book) => {
            setForm(undefined)
            sayDone(text.books.saved(book.name))
          }}
        />
      )}
      {removing && (
        <RemoveBook
          book={removing}
          onClose={() => remove(undefined)}
          onRemoved={() => {
            sayDone(text.books.removed(removing.name))
            remove(undefined)
          }}
        />
      )}
    </Page>
  )
}
