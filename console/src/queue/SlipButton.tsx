/** Phiếu hẹn trả kết quả: made on request, opened beside the console to be printed. */
import { Button } from '@mantine/core'
import { useState } from 'react'

import { api, body } from '../api/client'
import type { Case } from '../api/types'
import { useText } from '../text/text'
import { Icon } from '../ui/Icon'
import { ProblemAlert } from '../ui/ProblemAlert'

export function SlipButton({ of }: { of: Case }) {
  const { queue } = useText()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const print = async () => {
    // Opened at the click: later, the browser would take it for an advertisement.
    const tab = window.open('', '_blank')
    setBusy(true)
    setProblem(undefined)
    try {
      const link = await body(
        api().POST('/cases/{case}/slip', { params: { path: { case: of.id } }, body: {} }),
      )
      if (tab) tab.location.replace(link.url)
      else location.assign(link.url) // it comes as a file to save
    } catch (cause) {
      tab?.close()
      setProblem(cause)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<Icon name="print" size={15} />}
        loading={busy}
        onClick={() => void print()}
      >
        {queue.slip}
      </Button>
      <ProblemAlert problem={problem} />
    </>
  )
}
