/** The decision by which a copy loses its force: number, day, reason. */
import { Button, Group, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useRef, useState, type SyntheticEvent } from 'react'

import { api, body } from '../api/client'
import { Problem } from '../api/problem'
import { caseChanged, refreshAfter } from '../api/queries'
import type { Case } from '../api/types'
import { isoDay } from '../format/format'
import { useText } from '../text/text'
import { DateField } from '../ui/DateField'
import { Dialog } from '../ui/Dialog'
import { sayDone } from '../ui/Done'
import { useUnsaved } from '../ui/unsaved'
import { MainButton } from '../ui/MainButton'
import { ProblemAlert } from '../ui/ProblemAlert'

type Field = 'number' | 'date' | 'reason'

export function WithdrawDialog({ of, onClose }: { of: Case; onClose: () => void }) {
  const text = useText()
  const words = text.queue.withdraw
  const [fields, set] = useState({ number: '', date: isoDay(new Date()), reason: '' })
  useUnsaved(fields.number !== '' || fields.reason !== '')
  const [errors, setErrors] = useState<Partial<Record<Field, string | undefined>>>({})
  const [problem, setProblem] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const element = useRef<HTMLFormElement>(null)

  const change = (name: Field, value: string) => {
    set({ ...fields, [name]: value })
    setErrors({ ...errors, [name]: undefined })
  }
  const wrong = (found: typeof errors) => {
    setErrors(found)
    setTimeout(() => element.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
  }
  const act = (event: SyntheticEvent) => {
    event.preventDefault()
    const found: typeof errors = {}
    if (!fields.number.trim()) found.number = text.common.required
    if (!fields.date) found.date = text.common.badDay
    if (fields.reason.trim().length < 3) found.reason = words.reasonHint
    if (Object.keys(found).length > 0) {
      wrong(found)
      return
    }
    setBusy(true)
    sayDone() // the case itself says that it is withdrawn
    setProblem(undefined)
    const asked = body(
      api().POST('/cases/{case}/withdraw', {
        params: { path: { case: of.id } },
        body: { ...fields, version: of.version },
      }),
    )
    asked
      .then(
        (withdrawn) => {
          caseChanged(withdrawn)
          onClose()
        },
        (cause: unknown) => {
          refreshAfter(cause, of.id)
          if (cause instanceof Problem && cause.field !== undefined && cause.field in fields)
            wrong({ [cause.field]: cause.message })
          else setProblem(cause)
        },
      )
      .finally(() => setBusy(false))
  }
  return (
    <Dialog onClose={onClose} size="lg" title={words.title}>
      <form ref={element} onSubmit={act} noValidate>
        <Stack gap="sm">
          <Text size="sm">
            {words.detail(of.number?.text ?? '')} {of.state === 'released' && words.told}
          </Text>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <TextInput
              label={words.number}
              withAsterisk
              data-autofocus
              maxLength={50}
              placeholder="45/QĐ-UBND"
              value={fields.number}
              error={errors.number}
              onChange={(event) => change('number', event.currentTarget.value)}
            />
            <DateField
              label={words.date}
              withAsterisk
              value={fields.date}
              error={errors.date}
              onChange={(date) => change('date', date)}
            />
          </SimpleGrid>
          <Textarea
            label={words.reason}
            withAsterisk
            autosize
            minRows={3}
            maxLength={1000}
            description={words.reasonHint}
            value={fields.reason}
            error={errors.reason}
            onChange={(event) => change('reason', event.currentTarget.value)}
          />
          <ProblemAlert problem={problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {text.common.cancel}
            </Button>
            <MainButton type="submit" color="red" loading={busy}>
              {words.confirm}
            </MainButton>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
