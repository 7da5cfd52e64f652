/** A section of the settings: what it is for, its content once it has been read. */
import { Group, Loader, Stack, Text, Title } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { useText } from '../../text/text'
import { Done } from '../../ui/Done'
import { ProblemAlert } from '../../ui/ProblemAlert'

interface Props<D> {
  title: string
  lead: string
  actions?: ReactNode
  query: UseQueryResult<D>
  children: (data: D) => ReactNode
}

export function Section<D>({ title, lead, actions, query, children }: Props<D>) {
  const text = useText()
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={2}>{title}</Title>
        {actions}
      </Group>
      <Text size="sm" c="dimmed">
        {lead}
      </Text>
      <Done />
      <ProblemAlert problem={query.error} onRetry={() => void query.refetch()} />
      {query.isPending && <Loader role="progressbar" size="sm" aria-label={text.common.loading} />}
      {query.data !== undefined && children(query.data)}
    </Stack>
  )
}
