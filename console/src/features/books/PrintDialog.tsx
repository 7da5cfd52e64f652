/** The monthly print of the register, as PDF. */
import { Anchor, Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useState, type SyntheticEvent } from 'react'

import type { Book } from '../../api/types'
import { isoDay, number } from '../../format/format'
import { useText } from '../../text/text'
import { Dialog } from '../../ui/Dialog'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { months } from './rules'
import { useLinkMaking } from './useLinkMaking'
import { printBook } from './writes'

export function PrintDialog({ book, onClose }: { book: Book; onClose: () => void }) {
  const text = useText()
  const words = text.books.print
  const choices = months(book, isoDay(new Date()))
  const [month, setMonth] = useState(choices[0] ?? '')
  const { busy, made, make, at, problem } = useLinkMaking()
  const act = (event: SyntheticEvent) => {
    event.preventDefault()
    make(printBook(book.id, month))
  }
  return (
    <Dialog opened onClose={onClose} title={words.title}>
      <form onSubmit={act} noValidate>
        <Stack gap="sm">
          <NativeSelect
            label={words.month}
            data={choices.map((one) => ({ value: one, label: one.split('-').reverse().join('/') }))}
            value={month}
            error={at('month')}
            onChange={(event) => setMonth(event.currentTarget.value)}
            data-autofocus
          />
          <ProblemAlert problem={problem} />
          <Group justify="space-between">
            <Text size="sm" role="status">
              {made && words.done(number(made.entries))}{' '}
              {made && (
                <Anchor size="sm" href={made.url} target="_blank" rel="noreferrer">
                  {words.again}
                </Anchor>
              )}
            </Text>
            <Button type="submit" loading={busy}>
              {words.act}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
