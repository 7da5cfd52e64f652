/** What is certified: type, the original's name, copies, and a waiver of the fee. */
import { Checkbox, Group, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { documentTypes } from '../../api/queries'
import type { Case } from '../../api/types'
import { useText } from '../../text/text'
import { Choice } from '../../ui/Choice'
import type { Field, Form, Lacks } from './form'
import { recentTypes } from './recent'

interface Props {
  form: Form
  set: (change: Partial<Form>) => void
  lack: Lacks
  /** The case, once there is one: it keeps a type that is no longer offered. */
  of: Case | undefined
  strict: boolean
}

export function PaperFields({ form, set, lack, of, strict }: Props) {
  const { officer } = useText()
  const offered = useQuery(documentTypes).data ?? []
  const retired = of && offered.length > 0 && !offered.some(({ code }) => code === of.document_type)
  const types = retired ? [...offered, { code: of.document_type, name: of.document_type_text }] : offered
  const [left, setLeft] = useState<Partial<Record<Field, boolean>>>({})
  const [recent] = useState(recentTypes)
  const leave = (field: Field) => () => setLeft({ ...left, [field]: true })
  const said = (field: Field) => {
    const name = lack[field]
    return name && name in officer.lacks && (strict || left[field])
      ? officer.lacks[name as keyof typeof officer.lacks]
      : undefined
  }
  const item = ({ code, name }: (typeof types)[number]) => ({ value: code, label: name })
  const used = recent.flatMap((code) => types.filter((type) => type.code === code))
  const others = types.filter((type) => !used.includes(type))
  const groups =
    used.length === 0
      ? [{ label: '', options: types.map(item) }]
      : [
          { label: officer.recent, options: used.map(item) },
          { label: officer.otherTypes, options: others.map(item) },
        ]
  const nameOf = (code: string) => types.find((type) => type.code === code)?.name ?? ''

  return (
    <Stack gap="xs">
      <Choice
        id="field-type"
        label={officer.type}
        withAsterisk
        nothing={officer.noType}
        groups={groups}
        value={form.type}
        onChange={(type) => {
          // The name follows the type until somebody has written another one.
          const own = form.original.trim() !== '' && form.original !== nameOf(form.type)
          set({ type, ...(own ? {} : { original: nameOf(type) }) })
        }}
        onBlur={leave('type')}
        error={said('type')}
      />
      <Group align="flex-start" gap="xs" wrap="nowrap">
        <TextInput
          id="field-original"
          label={officer.original}
          description={officer.originalHint}
          maxLength={200}
          autoComplete="off"
          style={{ flex: 1 }}
          value={form.original}
          onChange={(event) => set({ original: event.currentTarget.value })}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        />
        <TextInput
          id="field-copies"
          label={officer.copies}
          withAsterisk
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          w={112}
          value={form.copies}
          onChange={(event) => set({ copies: event.currentTarget.value })}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={leave('copies')}
          error={said('copies')}
        />
      </Group>
      <Checkbox
        id="field-waived"
        size="xs"
        label={officer.waived}
        checked={form.waived}
        onChange={(event) => set({ waived: event.currentTarget.checked })}
      />
      {form.waived && (
        <Group align="flex-start" gap="xs" wrap="nowrap">
          <TextInput
            id="field-reason"
            label={officer.reason}
            withAsterisk
            maxLength={200}
            style={{ flex: 1 }}
            value={form.reason}
            onChange={(event) => set({ reason: event.currentTarget.value })}
            onBlur={leave('reason')}
            error={said('reason')}
          />
          <TextInput
            id="field-percent"
            label={officer.percent}
            withAsterisk
            inputMode="numeric"
            maxLength={3}
            w={112}
            value={form.percent}
            onChange={(event) => set({ percent: event.currentTarget.value })}
            onBlur={leave('percent')}
            error={said('percent')}
          />
        </Group>
      )}
    </Stack>
  )
}
