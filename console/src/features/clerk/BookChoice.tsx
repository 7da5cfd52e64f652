/** From which book the number comes, and which one it will be. */
import { Alert, Anchor, Group, NativeSelect, Text } from '@mantine/core'
import { Link } from 'react-router'

import { useText } from '../../text/text'
import { Icon } from '../../ui/Icon'
import { ProblemAlert } from '../../ui/ProblemAlert'
import type { ChosenBook } from './useChosenBook'

export function BookChoice({ chosen }: { chosen: ChosenBook }) {
  const { clerk } = useText()
  const { pending, problem, open, book, choose } = chosen
  if (problem) return <ProblemAlert problem={problem} focus={false} />
  if (!pending && open.length === 0)
    return (
      <Alert color="yellow" title={clerk.noBook.title} icon={<Icon name="alert" />} role="status">
        <Text size="sm">
          {clerk.noBook.detail}{' '}
          <Anchor size="sm" component={Link} to="/so">
            {clerk.noBook.link}
          </Anchor>
        </Text>
      </Alert>
    )
  return (
    <div>
      <Group gap="sm">
        <NativeSelect
          aria-label={clerk.book}
          leftSection={<Icon name="book" size={16} />}
          data={[
            ...(book ? [] : [{ value: '', label: clerk.chooseBook }]),
            ...open.map(({ id, name, text }) => ({ value: id, label: `${name} (${text})` })),
          ]}
          value={book?.id ?? ''}
          onChange={({ currentTarget }) => currentTarget.value && choose(currentTarget.value)}
          style={{ flex: 1, minWidth: 220, maxWidth: 560 }}
        />
        {book && (
          <Text size="sm" className="figures" role="status">
            {clerk.next}: <b>{book.next_text}</b>
          </Text>
        )}
      </Group>
      <Text size="xs" c="dimmed" mt={2}>
        {clerk.fixed}
      </Text>
    </div>
  )
}
