/** The inbox: what offices have said, the newest first. */
import { Text, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'

import { dayAndTime } from '../format/format'
import { useText } from '../text/text'
import { inbox } from './queries'
import { Paged } from './Paged'

export function Notices() {
  const { notices } = useText().requester
  const list = useInfiniteQuery({ ...inbox, refetchInterval: 30_000 })
  const items = list.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Paged list={list} any={items.length > 0} empty={notices.empty}>
      <ul className="list">
        {items.map((item) => (
          <li key={item.id} className="line">
            <Title order={2} size="h3">
              {item.title}
            </Title>
            <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
              {item.text}
            </Text>
            <Text size="xs" c="dimmed">
              {dayAndTime(item.at)}
              {item.has_copy && ` · ${notices.hasCopy}`}
            </Text>
          </li>
        ))}
      </ul>
    </Paged>
  )
}
