/** An official: new, or changed. Roles decide what else is asked. */
import { Button, Checkbox, Group, Loader, Radio, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'

import { api, body } from '../../api/client'
import type { Schema } from '../../api/types'
import { Wish } from '../../api/wish'
import { useText } from '../../text/text'
import { Confirm } from '../../ui/Confirm'
import { Dialog } from '../../ui/Dialog'
import { sayDone } from '../../ui/Done'
import { MainButton } from '../../ui/MainButton'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { useSave } from '../../ui/useSave'
import { useDraft } from './draft'
import { changes, check, creation, FIELDS, fieldsOf, signs, type OfficialFields } from './official'
import { readAgain, type Official } from './queries'
import { SigningRight } from './SigningRight'
import { Stale } from './SaveBar'
import { useScope, type Scope } from './scope'
import { readAgainAfter } from './useDraftSave'

const one = (scope: Scope, official: string) =>
  queryOptions({
    queryKey: ['admin', scope.id, 'official', official],
    queryFn: ({ signal }) =>
      body(
        api().GET('/agency/officials/{official}', {
          params: { path: { official }, query: scope.query },
          signal,
        }),
      ),
  })

interface Props {
  /** The one to change; a new one without. */
  official: Official | undefined
  onClose: () => void
}

export function OfficialForm({ official, onClose }: Props) {
  const text = useText()
  const scope = useScope()
  // Where somebody is reached is told only of one official at a time.
  const whole = useQuery({ ...one(scope, official?.id ?? ''), enabled: official !== undefined })
  return (
    <Dialog
      onClose={onClose}
      size="lg"
      title={official ? text.admin.officials.edit(official.name) : text.admin.officials.add}
    >
      {official === undefined ? (
        <Fields data={{ version: 0 }} onClose={onClose} />
      ) : whole.data ? (
        <Fields data={whole.data} onClose={onClose} />
      ) : (
        <>
          <ProblemAlert problem={whole.error} onRetry={() => void whole.refetch()} />
          {whole.isPending && <Loader role="progressbar" size="sm" aria-label={text.common.loading} />}
        </>
      )}
    </Dialog>
  )
}

const ROLES = ['officer', 'signer', 'clerk', 'admin'] as const

function Fields({ data, onClose }: { data: Official | { version: 0 }; onClose: () => void }) {
  const text = useText()
  const words = text.admin.officials
  const scope = useScope()
  const official = 'id' in data ? data : undefined
  const draft = useDraft(data, (seen) => fieldsOf('id' in seen ? seen : undefined))
  const saving = useSave(FIELDS)
  const fields = draft.value
  const [wish] = useState(
    () =>
      new Wish((wanted: Schema['CreateOfficialBody'], key) =>
        body(
          api().POST('/agency/officials', {
            params: { query: scope.query, header: { 'Idempotency-Key': key } },
            body: wanted,
          }),
        ),
      ),
  )

  const set = (part: Partial<OfficialFields>) => {
    draft.set((before) => ({ ...before, ...part }))
    for (const name of FIELDS) if (name in part) saving.clear(name)
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const { done } = text.admin
    const change = async (of: Official) => {
      const changed = await body(
        api().PATCH('/agency/officials/{official}', {
          params: { path: { official: of.id }, query: scope.query },
          body: { version: draft.version, ...changes(fieldsOf(of), fields) },
        }),
      )
      return done.saved(changed.name)
    }
    const wanted = creation(fields)
    const create = async () => {
      const { answer, content } = await wish.make(wanted)
      return content === wanted ? done.added(answer.name, wanted.email) : done.addedEarlier(answer.name)
    }
    const send = () => (official ? change(official) : create()).catch(readAgainAfter)
    saving.save(check(fields, text), send, (said) => {
      readAgain()
      sayDone(said)
      onClose()
    })
  }
  const input = (name: 'name' | 'username' | 'email' | 'subject') => ({
    value: fields[name],
    error: saving.errors[name],
    onChange: ({ currentTarget }: React.ChangeEvent<HTMLInputElement>) =>
      set({ [name]: currentTarget.value }),
  })
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput label={words.name} maxLength={100} data-autofocus {...input('name')} />
          <TextInput
            label={words.username}
            description={words.usernameHint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            readOnly={official !== undefined}
            autoComplete="off"
            {...input('username')}
          />
        </SimpleGrid>
        <TextInput label={words.email} description={words.emailHint} inputMode="email" {...input('email')} />
        <Checkbox.Group
          label={words.roles}
          value={fields.roles}
          onChange={(roles) => set({ roles: roles })}
          error={saving.errors.roles}
        >
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={6} mt={4}>
            {ROLES.map((role) => (
              <Checkbox key={role} value={role} label={words.rights[role]} />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
        {signs(fields) && (
          <>
            <TextInput label={words.subject} description={words.subjectHint} {...input('subject')} />
            <Radio.Group label={words.right} value={fields.right} onChange={(right) => set({ right: right })}>
              <Group gap="lg" mt={4}>
                {(['head', 'deputy', 'delegated'] as const).map((right) => (
                  <Radio key={right} value={right} label={words.rightNames[right]} />
                ))}
              </Group>
            </Radio.Group>
            <SigningRight fields={fields} errors={saving.errors} onChange={set} />
          </>
        )}
        {official && (
          <Checkbox
            label={words.disabled}
            description={words.disabledHint}
            checked={fields.disabled}
            onChange={({ currentTarget }) => set({ disabled: currentTarget.checked })}
          />
        )}
        {official?.certificate && <Unbind official={official} />}
        {official && <Invite official={official} />}
        {draft.stale ? <Stale {...draft} /> : <ProblemAlert problem={saving.problem} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <MainButton type="submit" loading={saving.busy}>
            {text.common.save}
          </MainButton>
        </Group>
      </Stack>
    </form>
  )
}

/** For whoever has not signed in yet; the API says so when somebody has. */
function Invite({ official }: { official: Official }) {
  const words = useText().admin.officials
  const scope = useScope()
  const saving = useSave([])
  const [sent, setSent] = useState(false)
  const invite = () => {
    const send = () =>
      body(
        api().POST('/agency/officials/{official}/invitation', {
          params: { path: { official: official.id }, query: scope.query },
        }),
      )
    saving.save({}, send, () => setSent(true))
  }
  return (
    <Stack gap="xs">
      <Group>
        <Button size="compact-sm" variant="default" loading={saving.busy} onClick={invite}>
          {words.invite}
        </Button>
        <Text size="sm" role="status">
          {sent && words.invited}
        </Text>
      </Group>
      <ProblemAlert problem={saving.problem} />
    </Stack>
  )
}

function Unbind({ official }: { official: Official }) {
  const text = useText()
  const words = text.admin.officials
  const scope = useScope()
  const [asking, setAsking] = useState(false)
  const saving = useSave([])
  const unbind = () => {
    const send = () =>
      body(
        api().POST('/agency/officials/{official}/certificate/unbind', {
          params: { path: { official: official.id }, query: scope.query },
          body: { version: official.version },
        }),
      ).catch(readAgainAfter)
    saving.save({}, send, () => {
      setAsking(false)
      readAgain()
      sayDone(text.admin.done.unbound(official.name))
    })
  }
  return (
    <Group>
      <Text size="sm">
        {words.certificate}: {official.certificate?.subject}
      </Text>
      <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
        {words.unbind}
      </Button>
      <Confirm
        opened={asking}
        title={words.unbind}
        action={words.unbind}
        danger
        busy={saving.busy}
        onConfirm={unbind}
        onClose={() => setAsking(false)}
      >
        <Text size="sm">{words.unbindDetail(official.name)}</Text>
        <ProblemAlert problem={saving.problem} />
      </Confirm>
    </Group>
  )
}
