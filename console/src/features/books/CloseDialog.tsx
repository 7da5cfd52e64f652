/** Khóa sổ: the total counted, shown in figures and words, and confirmed for good. */
import { Checkbox, Group, Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { proof } from '../../api/books'
import type { Book } from '../../api/types'
import { number } from '../../format/format'
import { inWords } from '../../format/words'
import { useText } from '../../text/text'
import { Dialog } from '../../ui/Dialog'
import { sayDone } from '../../ui/Done'
import { MainButton } from '../../ui/MainButton'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { ProofReport } from './ProofReport'
import { closeBook } from './writes'

export function CloseDialog({ book, onClose }: { book: Book; onClose: () => void }) {
  const text = useText()
  const words = text.books.close
  const counted = useQuery(proof(book.id))
  const [agreed, agree] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const found = counted.data
  const total = found?.proof.entries ?? 0
  const close = () => {
    setBusy(true)
    sayDone() // the book itself says that it is closed
    setProblem(undefined)
    closeBook(book.id, total)
      .then(onClose, (cause: unknown) => {
        setProblem(cause)
        agree(false)
        void counted.refetch() // a number may have been issued meanwhile
      })
      .finally(() => setBusy(false))
  }
  const reason = !found
    ? text.common.loading
    : !found.sound
      ? words.unsound
      : agreed
        ? undefined
        : words.agreeFirst
  return (
    <Dialog onClose={onClose} size="lg" title={`${words.title}: ${book.text}`}>
      <Stack gap="sm">
        {found?.sound ? (
          <div>
            <Text size="sm" c="dimmed">
              {words.total}
            </Text>
            <Text size="lg" fw={600} className="figures">
              {words.counted(number(total), inWords(total))}
            </Text>
            {total > 0 && (
              <Text size="sm" className="figures">
                {words.from(number(found.proof.first), number(found.proof.next - 1))}
              </Text>
            )}
          </div>
        ) : (
          <ProofReport book={book} onClose={onClose} />
        )}
        <Text size="sm">{words.never}</Text>
        <Checkbox
          label={words.agree}
          checked={agreed}
          disabled={!found?.sound}
          onChange={(event) => agree(event.currentTarget.checked)}
        />
        <ProblemAlert problem={problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <MainButton color="red" loading={busy} reason={reason} onClick={close}>
            {words.act}
          </MainButton>
        </Group>
      </Stack>
    </Dialog>
  )
}
