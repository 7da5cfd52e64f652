/** Gửi tới địa chỉ khác: a copy that did not arrive goes to the right address; the case has it from then on. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState, type SyntheticEvent } from 'react'

import { resend } from '../api/deliveries'
import type { Delivery } from '../api/types'
import { useText } from '../text/text'
import { Dialog } from '../ui/Dialog'
import { MainButton } from '../ui/MainButton'
import { ProblemAlert } from '../ui/ProblemAlert'
import { useSave } from '../ui/useSave'
import { typedEmail } from '../values/email'

interface Props {
  delivery: Delivery
  onClose: () => void
  onSent: (sent: Delivery) => void
}

export function CorrectAddress({ delivery, onClose, onSent }: Props) {
  const text = useText()
  const { common, queue } = text
  const words = queue.deliveries.correct
  const [email, setEmail] = useState(delivery.to ?? '')
  const saving = useSave(['email'] as const)
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const typed = typedEmail(email)
    const { same } = words
    const wrong =
      typed.lack || typed.email === delivery.to
        ? { email: typed.lack ? text.values.email[typed.lack] : same }
        : {}
    saving.save(wrong, () => resend(delivery, typed.email ?? ''), onSent)
  }
  return (
    <Dialog opened onClose={onClose} title={words.title}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Text size="sm">{words.detail}</Text>
          <TextInput
            label={words.email}
            inputMode="email"
            autoComplete="off"
            spellCheck={false}
            value={email}
            onChange={({ currentTarget }) => {
              setEmail(currentTarget.value)
              saving.clear('email')
            }}
            error={saving.errors.email}
            data-autofocus
          />
          <ProblemAlert problem={saving.problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <MainButton type="submit" loading={saving.busy}>
              {words.action}
            </MainButton>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
