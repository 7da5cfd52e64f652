/** Who changed what; of what is about a person, only which field. */
import { Button, Stack, Table, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'

import type { Schema } from '../../api/types'
import { dayAndTime, dayOfIso } from '../../format/format'
import { useText } from '../../text/text'
import styles from './admin.module.css'
import { changeInWords } from './changed'
import { history, officials, type Official } from './queries'
import { useScope } from './scope'
import { Section } from './Section'

export function History() {
  const text = useText()
  const words = text.admin.history
  const scope = useScope()
  const query = useInfiniteQuery(history(scope))
  const names = useQuery(officials(scope)).data
  const lines = query.data?.pages.flatMap(({ changes }) => changes) ?? []
  const done = ({ action, subject }: Schema['AdministrationLineView']) => {
    const said = (words.actions as Partial<typeof words.actions>)[action]
    return said?.(subjectInWords(subject, names, words)) ?? words.otherAction
  }
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
                        {line.of !== scope.id && ` (${words.centre})`}
                      </Table.Td>
                      <Table.Td>{done(line)}</Table.Td>
                      <Table.Td style={{ overflowWrap: 'anywhere' }}>
                        {line.fields
                          .flatMap((field) => changeInWords(field, text))
                          .map((sentence) => (
                            <Text key={sentence} size="xs">
                              {sentence}
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

/** The official or the day that something was done to; the agency itself when nothing is named. */
function subjectInWords(
  subject: string | undefined,
  officials: readonly Official[] | undefined,
  words: ReturnType<typeof useText>['admin']['history'],
): string {
  if (subject === undefined) return words.theAgency
  if (/^\d{4}-\d\d-\d\d$/.test(subject)) return dayOfIso(subject)
  return officials?.find(({ id }) => id === subject)?.name ?? words.anOfficial
}
