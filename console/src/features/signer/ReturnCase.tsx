/** [Từ chối]: a ground and words for the officer. What was typed stays while the case is on screen. */
import { Button, Group, Radio, Stack, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { api, body } from '../../api/client'
import { caseChanged, refreshAfter } from '../../api/queries'
import type { Case, Schema } from '../../api/types'
import { useText } from '../../text/text'
import { Dialog } from '../../ui/Dialog'
import { useShortcut } from '../../ui/keys'
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

interface Props {
  of: Case
  disabled: boolean
  onReturned: () => void
}

export function ReturnCase({ of, disabled, onReturned }: Props) {
  const text = useText()
  const { back } = text.signer
  const [opened, setOpened] = useState(false)
  const [ground, setGround] = useState<Ground>()
  const [words, setWords] = useState('')
  const [tried, setTried] = useState(false)
  useShortcut('T', text.signer.keys.back, () => setOpened(true), !disabled)
  const send = useMutation({
    mutationFn: (code: Ground) =>
      body(
        api().POST('/cases/{case}/return', {
          params: { path: { case: of.id } },
          body: { code, text: words.trim() },
        }),
      ),
    onSuccess: (returned) => {
      forget(of.id)
      setOpened(false)
      caseChanged(returned)
      onReturned()
    },
    onError: (problem) => refreshAfter(problem, of.id),
  })
  const tooShort = words.trim().length < 3
  const confirm = () => {
    setTried(true)
    if (ground && !tooShort) send.mutate(ground)
  }
  return (
    <>
      <Button variant="default" disabled={disabled} aria-keyshortcuts="T" onClick={() => setOpened(true)}>
        {back.open}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={back.title} size="lg">
        <Stack>
          <Radio.Group
            label={back.ground}
            withAsterisk
            value={ground ?? ''}
            onChange={(code) => setGround(code as Ground)}
            error={tried && !ground ? back.noGround : undefined}
          >
            <Stack gap={6} my={6}>
              {GROUNDS.map((code) => (
                <Radio key={code} value={code} label={back.grounds[code]} />
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
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            error={tried && tooShort ? back.noText : undefined}
          />
          <ProblemAlert problem={send.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setOpened(false)}>
              {text.common.cancel}
            </Button>
            <Button color="red" loading={send.isPending} onClick={confirm}>
              {back.action}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  )
}
