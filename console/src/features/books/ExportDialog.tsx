/** [Xuất báo cáo]: a book or a part of it as an Excel file. */
import { SimpleGrid, Text } from '@mantine/core'
import { useState } from 'react'

import type { Book } from '../../api/types'
import { useText } from '../../text/text'
import { DateField } from '../../ui/DateField'
import { FileDialog } from './FileDialog'
import { useLinkMaking } from './useLinkMaking'
import { exportBook } from './writes'

export function ExportDialog({ book, onClose }: { book: Book; onClose: () => void }) {
  const words = useText().books.export
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const making = useLinkMaking()
  const { at, make } = making
  return (
    <FileDialog
      words={words}
      making={making}
      onMake={() => make(exportBook(book.id, from, to))}
      onClose={onClose}
    >
      <Text size="sm">{words.whole}</Text>
      <SimpleGrid cols={2} spacing="sm">
        <DateField label={words.from} value={from} error={at('from')} onChange={setFrom} data-autofocus />
        <DateField label={words.to} value={to} error={at('to')} onChange={setTo} />
      </SimpleGrid>
    </FileDialog>
  )
}
