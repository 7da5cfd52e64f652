/** Hủy hồ sơ: asked for once more, with a reason that stays in the history. */
import { Button, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { flushSync } from 'react-dom'

import { api, body } from '../api/client'
import { caseChanged, refreshAfter } from '../api/queries'
import type { Case } from '../api/types'
import { useText } from '../text/text'
import { Confirm } from '../ui/Confirm'
import { sayDone } from '../ui/Done'
import { ProblemAlert } from '../ui/ProblemAlert'

export function CancelCase({ of, onCancelled }: { of: Case; onCancelled: () => void }) {
  const { queue } = useText()
  const [opened, setOpened] = useState(false)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const cancel = async () => {
    setBusy(true)
    setProblem(undefined)
    sayDone()
    try {
      const given = reason.trim() ? { reason: reason.trim() } : {}
      const cancelled = await body(
        api().POST('/cases/{case}/cancel', {
          params: { path: { case: of.id } },
          body: { ...given, version: of.version },
        }),
      )
      flushSync(() => setOpened(false)) // the page behind it can have the focus again
      caseChanged(cancelled)
      sayDone(queue.cancel.done(cancelled.original_name, cancelled.requester.name))
      onCancelled()
    } catch (cause) {
      setProblem(cause)
      refreshAfter(cause, of.id)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button color="red" variant="outline" onClick={() => setOpened(true)}>
        {queue.cancel.action}
      </Button>
      <Confirm
        opened={opened}
        title={queue.cancel.title}
        action={queue.cancel.action}
        danger
        busy={busy}
        onConfirm={() => void cancel()}
        onClose={() => setOpened(false)}
      >
        <Stack gap="sm">
          <Text size="sm">
            {of.original_name} · {of.requester.name}
          </Text>
          <Text size="sm">{queue.cancel.detail}</Text>
          <Textarea
            label={queue.cancel.reason}
            maxLength={1000}
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <ProblemAlert problem={problem} />
        </Stack>
      </Confirm>
    </>
  )
}
