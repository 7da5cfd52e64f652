/** A list that comes in pages: being read, empty, refused, and more of it. */
import { Button, Loader, Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { useText } from '../text/text'
import { Empty } from '../ui/Empty'
import { ProblemAlert } from '../ui/ProblemAlert'

interface Props {
  list: Pick<
    ReturnType<typeof useInfiniteQuery>,
    'isPending' | 'error' | 'hasNextPage' | 'isFetchingNextPage' | 'refetch' | 'fetchNextPage'
  >
  /** Whether there is anything. */
  any: boolean
  empty: string
  children: ReactNode
}

export function Paged({ list, any, empty, children }: Props) {
  const text = useText()
  if (list.isPending) return <Loader role="progressbar" aria-label={text.common.loading} />
  return (
    <Stack>
      <ProblemAlert problem={list.error} onRetry={() => void list.refetch()} />
      {any ? children : !list.error && !list.hasNextPage && <Empty>{empty}</Empty>}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text.common.more}
        </Button>
      )}
    </Stack>
  )
}
