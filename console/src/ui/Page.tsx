/** A screen that is no queue: its title, what can be done to the whole, and the rest below. */
import { Group, Stack, Title } from '@mantine/core'
import type { ReactNode } from 'react'

import { Done } from './Done'

interface Props {
  title: ReactNode
  /** Beside the title. */
  actions?: ReactNode
  children: ReactNode
}

export function Page({ title, actions, children }: Props) {
  return (
    <Stack p="md" gap="sm">
      <Group justify="space-between" gap="sm">
        <Title order={1}>{title}</Title>
        <Group gap="xs">{actions}</Group>
      </Group>
      <Done />
      {children}
    </Stack>
  )
}
