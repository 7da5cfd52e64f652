/** Name, place and the identifier of the agency's certificate. */
import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { api, body } from '../../api/client'
import { queries } from '../../api/queries'
import { day } from '../../format/format'
import { useText } from '../../text/text'
import { Confirm } from '../../ui/Confirm'
import { sayDone } from '../../ui/Done'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { useSave } from '../../ui/useSave'
import { useDraft } from './draft'
import { agency, readAgain, type Agency } from './queries'
import { SaveBar } from './SaveBar'
import { useScope } from './scope'
import { Section } from './Section'
import { readAgainAfter, useDraftSave } from './useDraftSave'

export function AgencySettings() {
  const text = useText().admin
  const query = useQuery(agency(useScope()))
  return (
    <Section title={text.sections.agency} lead={text.agency.lead} query={query}>
      {(data) => (
        <>
          <Form data={data} />
          <CertificateOf data={data} />
          <Status data={data} />
        </>
      )}
    </Section>
  )
}

const FIELDS = ['name', 'locality', 'subject'] as const

function Form({ data }: { data: Agency }) {
  const text = useText()
  const words = text.admin.agency
  const scope = useScope()
  const draft = useDraft(
    data,
    ({ name, locality, subject }) => ({ name, locality, subject }),
    `${scope.id}/agency`,
  )
  const saving = useDraftSave(FIELDS, draft)
  const save = () => {
    const wrong = Object.fromEntries(
      FIELDS.flatMap((field) => (draft.value[field].trim() === '' ? [[field, text.common.required]] : [])),
    ) as Partial<Record<(typeof FIELDS)[number], string>>
    const changed = Object.fromEntries(
      FIELDS.filter((field) => draft.value[field] !== data[field]).map((field) => [
        field,
        draft.value[field].trim(),
      ]),
    )
    const send = () =>
      body(
        api().PATCH('/agencies/{agency}', {
          params: { path: { agency: scope.id } },
          body: { version: draft.version, ...changed },
        }),
      )
    saving.send(wrong, send, (answer) => queries.setQueryData(agency(scope).queryKey, answer))
  }
  const field = (name: (typeof FIELDS)[number]) => ({
    value: draft.value[name],
    error: saving.errors[name],
    onChange: ({ currentTarget: { value } }: React.ChangeEvent<HTMLInputElement>) => {
      draft.set((before) => ({ ...before, [name]: value }))
      saving.clear(name)
    },
  })
  return (
    <Stack>
      <Text size="sm">
        {words.id}: <strong>{data.id}</strong>
      </Text>
      <TextInput label={words.name} maxLength={200} {...field('name')} />
      <TextInput
        label={words.locality}
        description={words.localityHint}
        maxLength={200}
        {...field('locality')}
      />
      <TextInput
        label={words.subject}
        description={words.subjectHint}
        maxLength={100}
        {...field('subject')}
      />
      <SaveBar draft={draft} {...saving} onSave={save} />
    </Stack>
  )
}

function CertificateOf({ data }: { data: Agency }) {
  const text = useText()
  const words = text.admin.agency
  const scope = useScope()
  const [asking, setAsking] = useState(false)
  const saving = useSave([])
  const unbind = () => {
    const send = () =>
      body(
        api().POST('/agency/certificate/unbind', {
          params: { query: scope.query },
          body: { version: data.version },
        }),
      ).catch(readAgainAfter)
    saving.save({}, send, () => {
      setAsking(false)
      readAgain()
      sayDone(text.admin.done.unbound(data.name))
    })
  }
  const { certificate } = data
  return (
    <Stack gap={4}>
      <Title order={3}>{words.certificate}</Title>
      <Group>
        <Text size="sm">
          {certificate
            ? `${certificate.subject} (${certificate.issuer}, ${text.admin.officials.until(day(certificate.not_after))})`
            : words.noCertificate}
        </Text>
        {certificate && (
          <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
            {text.admin.officials.unbind}
          </Button>
        )}
      </Group>
      <Text size="sm">
        {words.seal}: {data.has_seal_image ? words.hasSeal : words.noSeal}
      </Text>
      <Confirm
        opened={asking}
        title={text.admin.officials.unbind}
        action={text.admin.officials.unbind}
        danger
        busy={saving.busy}
        onConfirm={unbind}
        onClose={() => setAsking(false)}
      >
        <Text size="sm">{words.unbindDetail}</Text>
        <ProblemAlert problem={saving.problem} />
      </Confirm>
    </Stack>
  )
}

/** Abolishing is the centre's, and of others than itself. */
function Status({ data }: { data: Agency }) {
  const { agency: words, done } = useText().admin
  const scope = useScope()
  const [asking, setAsking] = useState(false)
  const saving = useSave([])
  if (scope.agency === undefined) return null
  const active = data.status === 'active'
  const change = () => {
    const send = () =>
      body(
        api().PATCH('/agencies/{agency}', {
          params: { path: { agency: scope.id } },
          body: { version: data.version, status: active ? 'abolished' : 'active' },
        }),
      ).catch(readAgainAfter)
    saving.save({}, send, () => {
      setAsking(false)
      readAgain()
      sayDone(done.status(data.name, words.statuses[active ? 'abolished' : 'active']))
    })
  }
  const action = active ? words.abolish : words.restore
  return (
    <Group>
      <Text size="sm">
        {words.status}: <strong>{words.statuses[data.status]}</strong>
      </Text>
      <Button
        size="compact-sm"
        variant="default"
        c={active ? 'red' : undefined}
        onClick={() => setAsking(true)}
      >
        {action}
      </Button>
      <Confirm
        opened={asking}
        title={action}
        action={action}
        danger={active}
        busy={saving.busy}
        onConfirm={change}
        onClose={() => setAsking(false)}
      >
        <Text size="sm">{active ? words.abolishDetail : data.name}</Text>
        <ProblemAlert problem={saving.problem} />
      </Confirm>
    </Group>
  )
}
