/** What a book is good for today, as word, icon and colour. */
import { Badge } from '@mantine/core'

import { bookState, type BookState as State } from '../../api/books'
import type { Book } from '../../api/types'
import { isoDay } from '../../format/format'
import { useText } from '../../text/text'
import { Icon, type IconName } from '../../ui/Icon'
import { useNow } from '../../ui/now'

const LOOKS: Record<State, [IconName, string]> = {
  open: ['book', 'green'],
  not_yet: ['clock', 'gray'],
  ended: ['clock', 'yellow'],
  continued: ['send', 'gray'],
  counted: ['check', 'gray'],
}

export function BookState({ of }: { of: Book }) {
  const { states } = useText().books
  const state = bookState(of, isoDay(new Date(useNow())))
  const [icon, color] = LOOKS[state]
  return (
    <Badge
      variant="light"
      color={color}
      radius="sm"
      tt="none"
      fw={600}
      leftSection={<Icon name={icon} size={13} />}
      style={{ color: 'var(--mantine-color-dark-7)', minWidth: 'max-content' }}
    >
      {states[state]}
    </Badge>
  )
}
