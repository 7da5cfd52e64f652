/** Thêm mới and Chỉnh sửa. What is wrong is said at its field, by us before it is sent or by the API after. */
import { Alert, Button, Group, Radio, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useRef, useState, type SyntheticEvent } from 'react'

import type { Book } from '../../api/types'
import { isoDay } from '../../format/format'
import { useText } from '../../text/text'
import { Dialog } from '../../ui/Dialog'
import { DateField } from '../../ui/DateField'
import { ProblemAlert } from '../../ui/ProblemAlert'
import {
  changes,
  check,
  fieldsOf,
  fresh,
  lastOf,
  opening,
  refusedField,
  type BookFields,
  type FieldErrors,
} from './form'
import { changeBook, openBook } from './writes'

interface Props {
  /** The one to change; a new one without. */
  book: Book | undefined
  books: readonly Book[]
  onClose: () => void
  onSaved: (book: Book) => void
}

export function BookForm({ book, books, onClose, onSaved }: Props) {
  const text = useText()
  const { form } = text.books
  const today = isoDay(new Date())
  const [fields, set] = useState(() => (book ? fieldsOf(book) : fresh('electronic', books, today, text)))
  const [errors, setErrors] = useState<FieldErrors>({})
  const [problem, setProblem] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const element = useRef<HTMLFormElement>(null)

  const change = (name: keyof BookFields) => (value: string) => {
    set((before) => ({ ...before, [name]: value }))
    setErrors((before) => ({ ...before, [name]: undefined }))
  }
  const wrong = (found: typeof errors) => {
    setErrors(found)
    // The first wrong field, once it is marked.
    setTimeout(() => element.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
  }
  const save = (event: SyntheticEvent) => {
    event.preventDefault()
    const found = check(fields, text)
    if (Object.keys(found).length > 0) {
      wrong(found)
      return
    }
    setBusy(true)
    setProblem(undefined)
    const saved = book ? changeBook(book.id, changes(book, fields)) : openBook(opening(fields))
    saved
      .then(onSaved, (cause: unknown) => {
        const at = refusedField(cause, fields)
        if (at) wrong(at)
        else setProblem(cause)
      })
      .finally(() => setBusy(false))
  }
  const typed = (name: keyof BookFields) => ({
    value: fields[name],
    error: errors[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => change(name)(event.currentTarget.value),
  })
  const before = book ? undefined : lastOf(books, fields.kind, fields.opens.slice(0, 4))
  const firstFixed = book && (book.issued > 0 || inSeries(book, books))
  const openFixed = book && book.issued > 0
  return (
    <Dialog opened onClose={onClose} size="lg" title={book ? form.edit : form.add}>
      <form ref={element} onSubmit={save} noValidate>
        <Stack gap="sm">
          {!book && (
            <Radio.Group
              label={form.kind}
              value={fields.kind}
              onChange={(kind) => set(fresh(kind, books, today, text))}
            >
              <Group gap="lg" mt={4} align="flex-start">
                <Radio
                  value="electronic"
                  label={text.books.kinds.electronic}
                  description={form.electronicHint}
                />
                <Radio value="paper" label={text.books.kinds.paper} description={form.paperHint} />
              </Group>
            </Radio.Group>
          )}
          {before && (
            <Alert color="yellow" role="status">
              <Text size="sm">{form.follows(before.text)}</Text>
            </Alert>
          )}
          <TextInput label={form.name} withAsterisk data-autofocus maxLength={200} {...typed('name')} />
          <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
            <TextInput
              label={form.first}
              withAsterisk
              inputMode="numeric"
              autoComplete="off"
              readOnly={firstFixed ?? false}
              description={firstFixed ? form.firstFixed : form.firstHint}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              {...typed('first')}
            />
            <DateField
              label={form.opens}
              withAsterisk
              readOnly={openFixed ?? false}
              description={openFixed ? form.opensFixed : undefined}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={fields.opens}
              error={errors.opens}
              onChange={change('opens')}
            />
            <DateField
              label={form.closes}
              withAsterisk
              value={fields.closes}
              error={errors.closes}
              onChange={change('closes')}
            />
          </SimpleGrid>
          {!book && (
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              <TextInput
                label={form.numberPattern}
                description={form.patternHint}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                {...typed('number_pattern')}
              />
              <TextInput label={form.bookPattern} {...typed('book_pattern')} />
            </SimpleGrid>
          )}
          <ProblemAlert problem={problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {text.common.cancel}
            </Button>
            <Button type="submit" loading={busy}>
              {text.common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

/** Whether another book stands before or after this one in its year. */
function inSeries(book: Book, books: readonly Book[]): boolean {
  return (
    book.successor !== undefined ||
    books.some(({ successor }) => successor !== undefined && successor === book.id)
  )
}
