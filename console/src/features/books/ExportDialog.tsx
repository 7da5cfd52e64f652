/** [Xuất báo cáo]: a book or a part of it as an Excel file. */
import { Anchor, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { useState, type SyntheticEvent } from 'react'

import type { Book } from '../../api/types'
import { number } from '../../format/format'
import { useText } from '../../text/text'
import { Dialog } from '../../ui/Dialog'
import { DateField } from '../../ui/DateField'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { useLinkMaking } from './useLinkMaking'
import { exportBook } from './writes'

export function ExportDialog({ book, onClose }: { book: Book; onClose: () => void }) {
  const text = useText()
  const words = text.books.export
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const { busy, made, make, at, problem } = useLinkMaking()
  const act = (event: SyntheticEvent) => {
    event.preventDefault()
    make(exportBook(book.id, from, to))
  }
  return (
    <Dialog opened onClose={onClose} title={words.title}>
      <form onSubmit={act} noValidate>
        <Stack gap="sm">
          <Text size="sm">{words.whole}</Text>
          <SimpleGrid cols={2} spacing="sm">
            <DateField label={words.from} value={from} error={at('from')} onChange={setFrom} data-autofocus />
            <DateField label={words.to} value={to} error={at('to')} onChange={setTo} />
          </SimpleGrid>
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
