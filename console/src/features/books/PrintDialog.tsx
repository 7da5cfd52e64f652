/** The monthly print of the register, as PDF. */
import { NativeSelect } from '@mantine/core'
import { useState } from 'react'

import type { Book } from '../../api/types'
import { isoDay } from '../../format/format'
import { useText } from '../../text/text'
import { FileDialog } from './FileDialog'
import { months } from './rules'
import { useLinkMaking } from './useLinkMaking'
import { printBook } from './writes'

export function PrintDialog({ book, onClose }: { book: Book; onClose: () => void }) {
  const words = useText().books.print
  const choices = months(book, isoDay(new Date()))
  const [month, setMonth] = useState(choices[0] ?? '')
  const making = useLinkMaking()
  const { at, make } = making
  return (
    <FileDialog
      words={words}
      making={making}
      onMake={() => make(printBook(book.id, month))}
      onClose={onClose}
    >
      <NativeSelect
        label={words.month}
        data={choices.map((one) => ({ value: one, label: one.split('-').reverse().join('/') }))}
        value={month}
        error={at('month')}
        onChange={(event) => setMonth(event.currentTarget.value)}
        data-autofocus
      />
    </FileDialog>
  )
}
