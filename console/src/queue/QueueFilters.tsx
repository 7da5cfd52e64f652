/** Search, day and document type of a list. */
import { Button, Group, NativeSelect, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'

import { documentTypes } from '../api/queries'
import { useText } from '../text/text'
import { DateField } from '../ui/DateField'
import { useShortcut } from '../ui/keys'
import { SearchField } from '../ui/SearchField'
import type { Filters } from './filters'

/** How long nothing is typed until the list is narrowed down, in milliseconds. */
const PAUSE = 100

interface Props {
  filters: Filters
  change: (change: Partial<Filters>) => void
  shown: number
  all: number
}

export function QueueFilters({ filters, change, shown, all }: Props) {
  const text = useText()
  const types = useQuery(documentTypes).data ?? []
  const search = useRef<HTMLInputElement>(null)
  useShortcut('/', text.queue.searchLabel, () => search.current?.focus())
  const some = filters.search || filters.day || filters.type
  return (
    <>
      <SearchField
        ref={search}
        aria-label={text.queue.searchLabel}
        placeholder={text.queue.search}
        pause={PAUSE}
        value={filters.search}
        onSearch={(next) => change({ search: next })}
      />
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <DateField
          aria-label={text.queue.day}
          value={filters.day}
          onChange={(day) => change({ day })}
          w={124}
        />
        <NativeSelect
          aria-label={text.queue.type}
          data={[
            { value: '', label: text.queue.everyType },
            ...types.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          value={filters.type}
          onChange={(event) => change({ type: event.currentTarget.value })}
          style={{ flex: 1, minWidth: 0 }}
        />
      </Group>
      <Group gap="xs" justify="space-between" mih={24}>
        <Text size="xs" c="dimmed" role="status">
          {text.queue.count(shown, all)}
        </Text>
        {some && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => change({ search: '', day: '', type: '' })}
          >
            {text.queue.clear}
          </Button>
        )}
      </Group>
    </>
  )
}
