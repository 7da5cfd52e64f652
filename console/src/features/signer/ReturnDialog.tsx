/** Why a case goes back to the officer. */
import { Button, Group, Radio, Stack, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { flushSync } from 'react-dom'

import { api, body } from '../../api/client'
import { caseChanged, refreshAfter } from '../../api/queries'
import type { Case, Schema } from '../../api/types'
import { useText } from '../../text/text'
import { Dialog } from '../../ui/Dialog'
import { sayDone } from '../../ui/Done'
import { MainButton } from '../../ui/MainButton'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { forget } from './preparing'

type Ground = Schema['ReturnGround']

const GROUNDS: readonly Ground[] = [
  'altered',
  'illegible',
  'classified',
  'unlawful',
  'not_legalised',
  'self_made',
  'other',
]

export interface Typed {
  ground: Ground | undefined
  words: string
}

interface Props {
  of: Case
  typed: Typed
  onType: (change: Partial<Typed>) => void
  onClose: () => void
  onReturned: (returned: Case) => void
}

export function ReturnDialog({ of, typed, onType, onClose, onReturned }: Props) {
  const text = useText()
  const { back } = text.signer
  const [tried, setTried] = useState(false)
  const words = typed.words.trim()
  const send = useMutation({
    mutationFn: (code: Ground) =>
      body(
        api().POST('/cases/{case}/return', {
          params: { path: { case: of.id } },
          body: { code, text: words },
        }),
      ),
    onSuccess: (returned) => {
      forget(of.id)
      flushSync(onClose) // the page behind it can have the focus again
      caseChanged(returned)
      onReturned(returned)
    },
    onError: (problem) => refreshAfter(problem, of.id),
  })
  const tooShort = words.length < 3
  const confirm = () => {
    setTried(true)
    if (!typed.ground || tooShort) return
    sayDone()
    send.mutate(typed.ground)
  }
  return (
    <Dialog keeps onClose={onClose} title={back.title} size="lg">
      <Stack>
        <Radio.Group
          label={back.ground}
          withAsterisk
          value={typed.ground ?? ''}
          onChange={(code) => onType({ ground: code as Ground })}
          error={tried && !typed.ground ? back.noGround : undefined}
        >
          <Stack gap={6} my={6}>
            {GROUNDS.map((code) => (
              <Radio key={code} value={code} label={text.codes.said('returnGrounds', code)} />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label={back.text}
          description={back.textHelp}
          withAsterisk
          minRows={3}
          autosize
          maxLength={1000}
          value={typed.words}
          onChange={(event) => onType({ words: event.currentTarget.value })}
          error={tried && tooShort ? back.noText : undefined}
        />
        <ProblemAlert problem={send.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <MainButton color="red" loading={send.isPending} onClick={confirm}>
            {back.action}
          </MainButton>
        </Group>
      </Stack>
    </Dialog>
  )
}
