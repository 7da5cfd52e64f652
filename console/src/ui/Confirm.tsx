/** Asks before what cannot be taken back. */
import { Button, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

import { useText } from '../text/text'
import { Dialog } from './Dialog'
import { MainButton } from './MainButton'

interface Props {
  opened: boolean
  title: string
  children: ReactNode
  /** What the button does, as a verb. */
  action: string
  danger?: boolean
  busy?: boolean
  onConfirm: () => void
  onClose: () => void
}

export function Confirm({ opened, title, children, action, danger, busy, onConfirm, onClose }: Props) {
  const text = useText()
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <Stack>
        {typeof children === 'string' ? <Text size="sm">{children}</Text> : children}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <MainButton
            color={danger ? 'red' : 'blue'}
            loading={busy ?? false}
            onClick={onConfirm}
            data-autofocus
          >
            {action}
          </MainButton>
        </Group>
      </Stack>
    </Dialog>
  )
}
