/** What is offered at the counter, in which order; what is left out is offered no longer. */
import { ActionIcon, Button, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'

import { api, body } from '../../api/client'
import { queries } from '../../api/queries'
import type { Schema } from '../../api/types'
import { fold } from '../../values/letters'
import { useText } from '../../text/text'
import { Icon } from '../../ui/Icon'
import { useUnsaved } from '../../ui/unsaved'
import { useDraft } from './draft'
import { types } from './queries'
import { SaveBar } from './SaveBar'
import { useScope } from './scope'
import { Section } from './Section'
import { codeFor, moved } from './types'
import { useDraftSave } from './useDraftSave'

export function DocumentTypes() {
  const text = useText().admin
  const query = useQuery(types(useScope()))
  return (
    <Section title={text.sections.types} lead={text.types.lead} query={query}>
      {(data) => <Form data={data} />}
    </Section>
  )
}

function Form({ data }: { data: Schema['AgencyDocumentTypesView'] }) {
  const text = useText()
  const words = text.admin.types
  const scope = useScope()
  const draft = useDraft(data, ({ document_types }) => document_types, `${scope.id}/types`)
  const saving = useDraftSave(['document_types'] as const, draft)
  const [added, setAdded] = useState('')
  useUnsaved(added.trim() !== '')
  const [addError, setAddError] = useState<string>()
  const addField = useRef<HTMLInputElement>(null)
  const offered = draft.value.filter(({ retired }) => !retired)
  const retired = draft.value.filter(({ retired }) => retired)

  const change = (code: string, fields: { name?: string; retired?: boolean }) =>
    draft.set((all) => all.map((type) => (type.code === code ? { ...type, ...fields } : type)))
  const add = () => {
    const name = added.trim()
    const exists = draft.value.some((type) => fold(type.name) === fold(name))
    const error = name === '' ? text.common.required : exists ? words.exists : undefined
    setAddError(error)
    addField.current?.focus()
    if (error !== undefined) return
    const code = codeFor(
      name,
      draft.value.map((type) => type.code),
    )
    draft.set((all) => [
      ...all.filter((type) => !type.retired),
      { code, name, retired: false },
      ...all.filter((type) => type.retired),
    ])
    setAdded('')
  }
  const save = () => {
    const wrong = offered.length === 0 ? { document_types: words.none } : {}
    const send = () =>
      body(
        api().PUT('/agency/document-types', {
          params: { query: scope.query },
          body: {
            version: draft.version,
            document_types: offered.map(({ code, name }) => ({ code, name: name.trim() })),
          },
        }),
      )
    saving.send(wrong, send, (answer) => queries.setQueryData(types(scope).queryKey, answer))
  }
  return (
    <Stack>
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {offered.map(({ code, name }, at) => (
            <Table.Tr key={code}>
              <Table.Td w={36}>{at + 1}</Table.Td>
              <Table.Td>
                <TextInput
                  aria-label={words.name(at + 1)}
                  maxLength={200}
                  value={name}
                  onChange={({ currentTarget }) => change(code, { name: currentTarget.value })}
                  error={name.trim() === '' && text.common.required}
                />
              </Table.Td>
              <Table.Td w={190}>
                <Group gap={4} wrap="nowrap" justify="flex-end">
                  <ActionIcon
                    variant="default"
                    size="lg"
                    aria-label={words.up(name)}
                    disabled={at === 0}
                    onClick={() => draft.set((all) => moved(all, at, at - 1))}
                  >
                    ↑
                  </ActionIcon>
                  <ActionIcon
                    variant="default"
                    size="lg"
                    aria-label={words.down(name)}
                    disabled={at === offered.length - 1}
                    onClick={() => draft.set((all) => moved(all, at, at + 1))}
                  >
                    ↓
                  </ActionIcon>
                  <Button
                    variant="default"
                    aria-label={words.retire(name)}
                    onClick={() => change(code, { retired: true })}
                  >
                    {words.retireShort}
                  </Button>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <Group align="flex-end" gap="sm">
          <TextInput
            ref={addField}
            flex={1}
            label={words.new}
            description={words.newHint}
            maxLength={200}
            value={added}
            onChange={({ currentTarget }) => {
              setAdded(currentTarget.value)
              setAddError(undefined)
            }}
            error={addError}
          />
          <Button type="submit" variant="default" leftSection={<Icon name="plus" />}>
            {text.common.add}
          </Button>
        </Group>
      </form>
      {saving.errors.document_types && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)">
          {saving.errors.document_types}
        </Text>
      )}
      <SaveBar draft={draft} {...saving} onSave={save} />
      {retired.length > 0 && (
        <>
          <Title order={3}>{words.retired}</Title>
          {retired.map(({ code, name }) => (
            <Group key={code} gap="sm">
              <Text size="sm">{name}</Text>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={words.restoreName(name)}
                onClick={() =>
                  draft.set((all) => [
                    ...all.filter((type) => !type.retired),
                    { code, name, retired: false },
                    ...all.filter((type) => type.retired && type.code !== code),
                  ])
                }
              >
                {words.restore}
              </Button>
            </Group>
          ))}
        </>
      )}
    </Stack>
  )
}
