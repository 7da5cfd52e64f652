/** Kéo dài thời hạn: by working days, on a ground of the law; beyond two days by written agreement. */
import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'

import { api, body } from '../api/client'
import { caseChanged, refreshAfter } from '../api/queries'
import type { Case, Schema } from '../api/types'
import { dayAndTime } from '../format/format'
import { useText } from '../text/text'
import { Dialog } from '../ui/Dialog'
import { sayDone } from '../ui/Done'
import { MainButton } from '../ui/MainButton'
import { ProblemAlert } from '../ui/ProblemAlert'

/** NĐ 23/2015 Điều 21: longer than this only by agreement. */
const WITHOUT_AGREEMENT = 2
const MOST = 60

const GROUNDS: readonly Schema['ExtensionGround'][] = [
  'many_originals',
  'many_pages',
  'many_copies',
  'complex',
]

export function ExtendCase({ of }: { of: Case }) {
  const { codes, queue, common } = useText()
  const words = queue.extend
  const [opened, setOpened] = useState(false)
  const [ground, setGround] = useState<Schema['ExtensionGround']>()
  const [days, setDays] = useState('1')
  const [agreement, setAgreement] = useState('')
  const [strict, setStrict] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const count = /^\d{1,2}$/.test(days.trim()) ? Number(days) : 0
  const badDays = count < 1 || count > MOST
  const lacksAgreement = count > WITHOUT_AGREEMENT && !agreement.trim()
  const extend = async () => {
    setStrict(true)
    if (!ground || badDays || lacksAgreement) return
    setBusy(true)
    setProblem(undefined)
    sayDone()
    try {
      const written = agreement.trim() ? { agreement: agreement.trim() } : {}
      const extended = await body(
        api().POST('/cases/{case}/extend', {
          params: { path: { case: of.id } },
          body: { ground, days: count, ...written, version: of.version },
        }),
      )
      caseChanged(extended)
      sayDone(words.extended(extended.original_name, dayAndTime(extended.due_at)))
      setOpened(false)
    } catch (cause) {
      setProblem(cause)
      refreshAfter(cause, of.id)
    } finally {
      setBusy(false)
    }
  }
  const grounds = GROUNDS.map((value) => ({ value, label: codes.said('extensionGrounds', value) }))
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {words.action}
      </Button>
      <Dialog keeps opened={opened} onClose={() => setOpened(false)} title={words.title}>
        <Stack gap="sm">
          <NativeSelect
            label={words.ground}
            withAsterisk
            data={[...(ground ? [] : [{ value: '', label: words.chooseGround }]), ...grounds]}
            value={ground ?? ''}
            onChange={(event) => setGround((event.currentTarget.value || undefined) as typeof ground)}
            error={strict && !ground ? words.groundNeeded : undefined}
          />
          <TextInput
            label={words.days}
            description={words.daysHint}
            withAsterisk
            inputMode="numeric"
            maxLength={2}
            value={days}
            onChange={(event) => setDays(event.currentTarget.value)}
            error={strict && badDays ? words.badDays : undefined}
          />
          <TextInput
            label={words.agreement}
            withAsterisk={count > WITHOUT_AGREEMENT}
            maxLength={200}
            value={agreement}
            onChange={(event) => setAgreement(event.currentTarget.value)}
            error={strict && lacksAgreement ? words.agreementNeeded : undefined}
          />
          <ProblemAlert problem={problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setOpened(false)}>
              {common.cancel}
            </Button>
            <MainButton loading={busy} onClick={() => void extend()}>
              {words.action}
            </MainButton>
          </Group>
        </Stack>
      </Dialog>
    </>
  )
}
