/** The heads of the register's eight columns. */
import { SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import { api, body } from '../../api/client'
import { queries } from '../../api/queries'
import type { Schema } from '../../api/types'
import { useText } from '../../text/text'
import { useDraft } from './draft'
import { columns } from './queries'
import { SaveBar } from './SaveBar'
import { useScope } from './scope'
import { Section } from './Section'
import { useDraftSave } from './useDraftSave'

export function Columns() {
  const text = useText().admin
  const query = useQuery(columns(useScope()))
  return (
    <Section title={text.sections.columns} lead={text.columns.lead} query={query}>
      {(data) => <Form data={data} />}
    </Section>
  )
}

const FIELDS = ['0', '1', '2', '3', '4', '5', '6', '7'] as const

function Form({ data }: { data: Schema['RegisterColumnsView'] }) {
  const text = useText()
  const scope = useScope()
  const draft = useDraft(data, ({ heads }) => heads, `${scope.id}/columns`)
  const saving = useDraftSave(FIELDS, draft)
  const save = () => {
    const wrong = Object.fromEntries(
      FIELDS.flatMap((n) =>
        (draft.value[Number(n)] ?? '').trim() === '' ? [[n, text.common.required]] : [],
      ),
    ) as Partial<Record<(typeof FIELDS)[number], string>>
    const send = () =>
      body(
        api().PUT('/agency/register-columns', {
          params: { query: scope.query },
          body: { version: draft.version, heads: draft.value.map((head) => head.trim()) },
        }),
      )
    saving.send(wrong, send, (answer) => queries.setQueryData(columns(scope).queryKey, answer))
  }
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {FIELDS.map((n) => (
          <TextInput
            key={n}
            label={text.admin.columns.column(Number(n) + 1)}
            maxLength={80}
            value={draft.value[Number(n)] ?? ''}
            onChange={({ currentTarget: { value } }) => {
              draft.set((heads) => heads.map((head, at) => (at === Number(n) ? value : head)))
              saving.clear(n)
            }}
            error={saving.errors[n]}
          />
        ))}
      </SimpleGrid>
      <SaveBar draft={draft} {...saving} onSave={save} />
    </Stack>
  )
}
