/** By what right the leader signs: the office itself, or a document that hands the right on for a while. */
import { Alert, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import { documentTypes } from '../../../api/queries'
import type { Me } from '../../../api/types'
import { dayOfIso } from '../../../format/format'
import { Fact } from '../../../queue/CaseFacts'
import { useText } from '../../../text/text'

export function Right({ me }: { me: Me }) {
  const words = useText().signer.profile
  const types = useQuery(documentTypes).data ?? []
  const name = (code: string) => types.find((type) => type.code === code)?.name ?? code
  const { delegation } = me
  return (
    <>
      {me.no_right && <Alert color="red">{me.no_right}</Alert>}
      {delegation?.warning && <Alert color="yellow">{delegation.warning}</Alert>}
      <dl style={{ margin: 0 }}>
        {me.title.length > 0 && <Fact name={words.position}>{me.title.join(' / ')}</Fact>}
        {delegation && (
          <>
            <Fact name={words.document}>
              {delegation.prefix} · {delegation.number}
            </Fact>
            <Fact name={words.by}>{delegation.by}</Fact>
            <Fact name={words.period}>
              {dayOfIso(delegation.from)} – {dayOfIso(delegation.until)}
            </Fact>
            <Fact name={words.types}>
              {delegation.document_types?.map(name).join(', ') ?? words.allTypes}
            </Fact>
          </>
        )}
      </dl>
      {!delegation && me.title.length > 0 && (
        <Text size="sm" c="dimmed">
          {words.head}
        </Text>
      )}
    </>
  )
}
