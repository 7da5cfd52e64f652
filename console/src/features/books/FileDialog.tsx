/** What of a book is wanted as a file; made at the press of a button, opened, and to be had once more. */
import { Anchor, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

import { number } from '../../format/format'
import { Dialog } from '../../ui/Dialog'
import { MainButton } from '../../ui/MainButton'
import { ProblemAlert } from '../../ui/ProblemAlert'
import type { useLinkMaking } from './useLinkMaking'

interface Props {
  words: { title: string; act: string; again: string; done: (entries: string) => string }
  making: ReturnType<typeof useLinkMaking>
  onMake: () => void
  onClose: () => void
  children: ReactNode
}

export function FileDialog({ words, making: { busy, made, problem }, onMake, onClose, children }: Props) {
  return (
    <Dialog keeps onClose={onClose} title={words.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onMake()
        }}
        noValidate
      >
        <Stack gap="sm">
          {children}
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
            <MainButton type="submit" loading={busy}>
              {words.act}
            </MainButton>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
