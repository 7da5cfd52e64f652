/** Nothing here: what will appear, and how. */
import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

export function Empty({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <Stack align="center" gap={4} p="xl">
      {title && <Text fw={600}>{title}</Text>}
      <Text c="dimmed" size="sm" ta="center" maw={420}>
        {children}
      </Text>
    </Stack>
  )
}
