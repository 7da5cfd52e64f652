/** Thêm mới and Chỉnh sửa. What is wrong is said at its field, by us before it is sent or by the API after. */
import { Alert, Button, Group, Radio, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useRef, useState, type SyntheticEvent } from 'react'

import type { Book } from '../../api/types'
import { Wish } from '../../api/wish'
import { isoDay } from '../../format/format'
import { useText } from '../../text/text'
import { Confirm } from '../../ui/Confirm'
import { DateField } from '../../ui/DateField'
import { Dialog } from '../../ui/Dialog'
import { sayDone } from '../../ui/Done'
import { MainButton } from '../../ui/MainButton'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { useUnsaved } from '../../ui/unsaved'
import {
  changes,
  check,
  fieldsOf,
  followed,
  fresh,
  lastOf,
  opening,
  refusedField,
  saysOtherYear,
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

export function BookForm({ book: opened, books, onClose, onSaved }: Props) {
  const text = useText()
  const { form } = text.books
  const today = isoDay(new Date())
  /** What an earlier press has made, when this form had its answer late. */
  const [made, setMade] = useState<Book>()
  const book = opened ?? made
  const [begun] = useState(() => (book ? fieldsOf(book) : fresh('electronic', books, today, text)))
  const [fields, set] = useState(begun)
  const [changed, setChanged] = useState<(keyof BookFields)[]>([])
  const [asking, ask] = useState(false)
  const [wish] = useState(() => new Wish(openBook))
  const [errors, setErrors] = useState<FieldErrors>({})
  const [problem, setProblem] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  useUnsaved(JSON.stringify(fields) !== JSON.stringify(begun))
  const element = useRef<HTMLFormElement>(null)

  const change = (name: keyof BookFields) => (value: string) => {
    const own = name === 'kind' || changed.includes(name) ? changed : [...changed, name]
    setChanged(own)
    const next = { ...fields, [name]: value }
    const leads = name === 'kind' || name === 'opens'
    set(leads && !book ? followed(next, own, books, text) : next)
    setErrors((before) => ({ ...before, [name]: undefined }))
  }
  const wrong = (found: typeof errors) => {
    setErrors(found)
    // The first wrong field, once it is marked.
    setTimeout(() => element.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const found = check(fields, text)
    if (Object.keys(found).length > 0) wrong(found)
    else if (saysOtherYear(fields) && (!book || fields.name.trim() !== book.name)) ask(true)
    else save()
  }
  const save = () => {
    ask(false)
    setBusy(true)
    sayDone()
    setProblem(undefined)
    const wanted = opening(fields)
    const saved = book
      ? changeBook(book.id, changes(book, fields)).then(onSaved)
      : wish.make(wanted).then(({ answer, content }) => {
          if (content === wanted) onSaved(answer)
          else setMade(answer)
        })
    saved
      .catch((cause: unknown) => {
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
    <Dialog onClose={onClose} size="lg" title={book ? form.edit : form.add}>
      <form ref={element} onSubmit={submit} noValidate>
        <Stack gap="sm">
          {!book && (
            <Radio.Group label={form.kind} value={fields.kind} onChange={change('kind')}>
              <Group gap="lg" mt={4} align="flex-start">
                <Radio
                  value="electronic"
                  label={text.codes.said('bookKinds', 'electronic')}
                  description={form.electronicHint}
                />
                <Radio
                  value="paper"
                  label={text.codes.said('bookKinds', 'paper')}
                  description={form.paperHint}
                />
              </Group>
            </Radio.Group>
          )}
          {made && (
            <Alert color="yellow" role="alert">
              <Text size="sm">{form.earlier}</Text>
            </Alert>
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
            <MainButton type="submit" loading={busy}>
              {text.common.save}
            </MainButton>
          </Group>
        </Stack>
      </form>
      <Confirm
        opened={asking}
        title={form.otherYear.title}
        action={form.otherYear.save}
        onConfirm={save}
        onClose={() => ask(false)}
      >
        {form.otherYear.detail(fields.name.trim(), fields.opens.slice(0, 4))}
      </Confirm>
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
