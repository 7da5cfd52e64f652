/** Who changed what; of what is about a person, only which field. */
import { Button, Stack, Table, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'

import { dayAndTime } from '../../format/format'
import { useText } from '../../text/text'
import styles from './admin.module.css'
import { history, officials } from './queries'
import { useScope } from './scope'
import { Section } from './Section'

export function History() {
  const text = useText()
  const words = text.admin.history
  const scope = useScope()
  const query = useInfiniteQuery(history(scope))
  const names = useQuery(officials(scope)).data
  const lines = query.data?.pages.flatMap(({ changes }) => changes) ?? []
  const nameOf = (subject: string) => names?.find(({ id }) => id === subject)?.name ?? subject
  return (
    <Section title={text.admin.sections.history} lead={words.lead} query={query}>
      {() => (
        <Stack>
          {lines.length === 0 ? (
            <Text size="sm">{words.none}</Text>
          ) : (
            <div className={styles.table}>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{words.at}</Table.Th>
                    <Table.Th>{words.by}</Table.Th>
                    <Table.Th>{words.action}</Table.Th>
                    <Table.Th>{words.fields}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {lines.map((line) => (
                    <Table.Tr key={`${line.request_id} ${line.at} ${line.action} ${line.subject ?? ''}`}>
                      <Table.Td style={{ whiteSpace: 'nowrap' }}>{dayAndTime(line.at)}</Table.Td>
                      <Table.Td>
                        {line.by}
                        {line.of !== scope.id && ` (${words.centre(line.of)})`}
                      </Table.Td>
                      <Table.Td>
                        {words.actions[line.action] ?? line.action}
                        {line.subject && ` ${nameOf(line.subject)}`}
                      </Table.Td>
                      <Table.Td style={{ overflowWrap: 'anywhere' }}>
                        {line.fields.map(({ field, before, after }) => (
                          <Text key={field} size="xs">
                            {field}
                            {before !== undefined && before !== null && ` ${words.from(shown(before))}`}
                            {after !== undefined && after !== null && ` ${words.to(shown(after))}`}
                          </Text>
                        ))}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          )}
          {query.hasNextPage && (
            <Button
              variant="default"
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {text.common.more}
            </Button>
          )}
        </Stack>
      )}
    </Section>
  )
}

const LONGEST = 160

function shown(value: unknown): string {
  const text = typeof value === 'string' ? `“${value}”` : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
