/** For whom: an account by its number, or name and e-mail without one. */
import { Alert, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'

import { api, body } from '../api/client'
import { Problem } from '../api/problem'
import { useText } from '../text/text'
import { Icon } from '../ui/Icon'
import { pressesEnter } from '../ui/keys'
import { ProblemAlert } from '../ui/ProblemAlert'
import { typedNumber } from '../values/number'
import { personLackText, type Found, type Person, type PersonField, type PersonLack } from './person'

interface Props {
  form: Person
  set: (change: Partial<Person>) => void
  lack: Partial<Record<PersonField, PersonLack>>
  /** What is missing is said of every field, also of those not yet visited. */
  strict: boolean
  /** The account is there: the next field is wanted. */
  onFound: () => void
}

export function PersonFields({ form, set, lack, strict, onFound }: Props) {
  const text = useText()
  const { officer } = text
  const [left, setLeft] = useState<Partial<Record<PersonField, boolean>>>({})
  // A field that is left empty is complained of when the form is submitted: words that appeared on leaving it would move
  // what the mouse is just pressing.
  const leave = (field: PersonField) => {
    if (form[field].trim()) setLeft({ ...left, [field]: true })
  }
  const [failure, setFailure] = useState<{ number: string; problem: unknown }>()
  const [looking, setLooking] = useState(false)
  const asked = useRef('')

  const lookUp = async (then: () => void) => {
    const number = typedNumber(form.number)?.number
    if (number === undefined) {
      leave('number') // says at the field why it is none
      return
    }
    if (asked.current === number) return
    asked.current = number
    setLooking(true)
    setFailure(undefined)
    try {
      const seen = await body(api().POST('/accounts/lookup', { body: { number } }))
      if (asked.current !== number) return // another one is being looked up
      set({ number, found: { account: seen.account, name: seen.name, number, seen } })
      then()
    } catch (problem) {
      if (asked.current === number) setFailure({ number: form.number, problem })
    } finally {
      if (asked.current === number) {
        asked.current = ''
        setLooking(false)
      }
    }
  }
  const said = (field: PersonField) => {
    const name = lack[field]
    return name && (strict || left[field]) ? personLackText(name, text) : undefined
  }
  const refused = failure?.number === form.number ? failure.problem : undefined
  const atField = refused instanceof Problem && refused.status < 500 ? refused : undefined
  const withoutAccount = (noAccount: boolean) => set({ noAccount })

  return (
    <Stack gap="xs">
      {form.noAccount ? (
        <Group grow align="flex-start" gap="xs">
          <TextInput
            id="field-name"
            label={officer.name}
            withAsterisk
            autoComplete="off"
            maxLength={200}
            value={form.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
            onBlur={() => leave('name')}
            error={said('name')}
          />
          <TextInput
            id="field-email"
            label={officer.email}
            withAsterisk
            type="text"
            inputMode="email"
            autoComplete="off"
            spellCheck={false}
            value={form.email}
            onChange={(event) => set({ email: event.currentTarget.value })}
            onBlur={() => leave('email')}
            error={said('email')}
          />
        </Group>
      ) : form.found ? (
        <FoundAccount found={form.found} onOther={() => set({ found: undefined, number: '' })} />
      ) : (
        <>
          <Group align="flex-start" gap="xs" wrap="nowrap">
            <TextInput
              id="field-number"
              label={officer.number}
              description={officer.numberHint}
              withAsterisk
              inputMode="numeric"
              autoComplete="off"
              style={{ flex: 1 }}
              value={form.number}
              onChange={(event) => set({ number: event.currentTarget.value, found: undefined })}
              onKeyDown={(event) => {
                if (!pressesEnter(event.nativeEvent) || !form.number.trim()) return
                event.preventDefault() // the search moves on when it has found somebody
                void lookUp(onFound)
              }}
              onBlur={() => {
                leave('number')
                void lookUp(() => undefined)
              }}
              error={
                looking
                  ? undefined
                  : (atField?.message ?? (refused === undefined ? said('number') : undefined))
              }
              inputWrapperOrder={['label', 'input', 'description', 'error']}
            />
            <Button variant="default" mt={25} loading={looking} onClick={() => void lookUp(onFound)}>
              {officer.lookUp}
            </Button>
          </Group>
          {atField?.is('account-not-found') && (
            <Button
              variant="light"
              size="compact-sm"
              w="fit-content"
              onClick={() => {
                withoutAccount(true)
                setTimeout(() => document.getElementById('field-name')?.focus())
              }}
            >
              {officer.noAccountInstead}
            </Button>
          )}
          {refused !== undefined && !atField && <ProblemAlert problem={refused} />}
        </>
      )}
      <Checkbox
        size="xs"
        label={officer.noAccount}
        checked={form.noAccount}
        onChange={(event) => withoutAccount(event.currentTarget.checked)}
      />
      <div role="status">
        {looking && (
          <Text size="xs" c="dimmed">
            {officer.lookingUp}
          </Text>
        )}
      </div>
    </Stack>
  )
}

function FoundAccount({ found, onOther }: { found: Found; onOther: () => void }) {
  const { codes, officer } = useText()
  const { seen } = found
  const facts = [
    seen && (seen.kind === 'enterprise' ? officer.enterprise : officer.person),
    found.number ?? `${officer.account.code}: ${found.account}`,
    seen?.phone && `${officer.account.phone}: ${seen.phone}`,
    seen?.email && `${officer.account.email}: ${seen.email}`,
    seen?.address && `${officer.account.address}: ${seen.address}`,
  ].filter(Boolean)
  return (
    <>
      <Group justify="space-between" wrap="nowrap" align="flex-start" role="group" aria-label={officer.who}>
        <div>
          <Text fw={600}>{found.name}</Text>
          <Text size="xs" c="dimmed" className="figures">
            {facts.join(' · ')}
          </Text>
        </div>
        <Button size="compact-sm" variant="default" onClick={onOther}>
          {officer.otherPerson}
        </Button>
      </Group>
      {seen?.warnings.map((code) => (
        <Alert key={code} color="yellow" p="xs" role="note" icon={<Icon name="alert" />}>
          {codes.said('accountWarnings', code)}
        </Alert>
      ))}
    </>
  )
}
