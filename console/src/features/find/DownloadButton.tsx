/** Saves a document: its link is made at the click, since it is good for minutes. */
import { Button } from '@mantine/core'
import { useState } from 'react'

import { api, body } from '../../api/client'
import type { DocumentVersion } from '../../api/queries'
import type { Case } from '../../api/types'
import { useText } from '../../text/text'
import { Icon } from '../../ui/Icon'
import { openLink } from '../../ui/openLink'
import { ProblemAlert } from '../../ui/ProblemAlert'

export function DownloadButton({ of, version }: { of: Case; version: DocumentVersion }) {
  const { find } = useText()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const download = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      const link = await body(
        api().GET('/cases/{case}/document', { params: { path: { case: of.id }, query: { version } } }),
      )
      openLink(link.url)
    } catch (cause) {
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
        leftSection={<Icon name="download" size={15} />}
        loading={busy}
        onClick={() => void download()}
      >
        {find.download}
      </Button>
      <ProblemAlert problem={problem} />
    </>
  )
}
