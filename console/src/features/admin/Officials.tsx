/** Who may sign in, do what, and sign in whose right. */
import { Alert, Badge, Button, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { useMe } from '../../api/queries'
import { day } from '../../format/format'
import { useText } from '../../text/text'
import { Empty } from '../../ui/Empty'
import { Icon } from '../../ui/Icon'
import styles from './admin.module.css'
import { OfficialForm } from './OfficialForm'
import { officials, type Official } from './queries'
import { useScope } from './scope'
import { Section } from './Section'

export function Officials() {
  const text = useText()
  const words = text.admin.officials
  const scope = useScope()
  const me = useMe().data
  const query = useQuery(officials(scope))
  const [edited, setEdited] = useState<string>()
  const add = (
    <Button leftSection={<Icon name="plus" />} onClick={() => setEdited('')}>
      {words.add}
    </Button>
  )
  return (
    <Section title={text.admin.sections.officials} lead={words.lead} actions={add} query={query}>
      {(all) => (
        <>
          {me &&
            !scope.agency &&
            !all.some(({ username, name }) => name === me.name || username === me.name) && (
              <Alert color="blue" role="note" p="xs" icon={<Icon name="user" />}>
                {words.unlisted(me.name)}
              </Alert>
            )}
          {all.length === 0 ? (
            <Empty>{words.empty}</Empty>
          ) : (
            <div className={styles.table}>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{words.name}</Table.Th>
                    <Table.Th>{words.username}</Table.Th>
                    <Table.Th>{words.roles}</Table.Th>
                    <Table.Th>{words.right}</Table.Th>
                    <Table.Th>{words.certificate}</Table.Th>
                    <Table.Th>{words.state}</Table.Th>
                    <Table.Td />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {all.map((official) => (
                    <Line key={official.id} official={official} onEdit={() => setEdited(official.id)} />
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          )}
          {edited !== undefined && (
            <OfficialForm
              key={edited}
              official={all.find(({ id }) => id === edited)}
              onClose={() => setEdited(undefined)}
            />
          )}
        </>
      )}
    </Section>
  )
}

function Line({ official, onEdit }: { official: Official; onEdit: () => void }) {
  const text = useText()
  const words = text.admin.officials
  const { title, certificate, disabled, invited } = official
  return (
    <Table.Tr>
      <Table.Td>{official.name}</Table.Td>
      <Table.Td>{official.username}</Table.Td>
      <Table.Td>{official.roles.map((role) => text.common.roles[role]).join(', ')}</Table.Td>
      <Table.Td>
        {title && (
          <>
            {title.right === 'head' ? title.head : (title.own ?? title.head)}
            <Text size="xs" c="dimmed">
              {words.rightNames[title.right]}
              {title.delegation && ` ${words.until(day(`${title.delegation.until}T00:00:00+07:00`))}`}
            </Text>
          </>
        )}
      </Table.Td>
      <Table.Td>
        {certificate
          ? words.until(day(certificate.not_after))
          : official.roles.includes('signer') && words.noCertificate}
      </Table.Td>
      <Table.Td>
        <Badge
          variant="light"
          color={disabled ? 'red' : invited ? 'yellow' : 'green'}
          radius="sm"
          tt="none"
          leftSection={<Icon name={disabled ? 'close' : invited ? 'clock' : 'check'} size={13} />}
          miw="max-content"
          style={{ color: 'var(--mantine-color-dark-7)' }}
        >
          {disabled ? words.locked : invited ? words.awaited : words.working}
        </Badge>
        {!official.settled && <Text size="xs">{words.unsettled}</Text>}
      </Table.Td>
      <Table.Td>
        <Button size="compact-sm" variant="default" aria-label={words.edit(official.name)} onClick={onEdit}>
          {text.common.edit}
        </Button>
      </Table.Td>
    </Table.Tr>
  )
}
