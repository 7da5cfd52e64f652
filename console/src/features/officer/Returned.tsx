/** Hồ sơ bị từ chối: the reason on top; Xử lý tiếp opens the same form, Hủy hồ sơ ends it. */
import { useState } from 'react'
import { useNavigate } from 'react-router'

import { api, body } from '../../api/client'
import { caseChanged, refreshAfter } from '../../api/queries'
import type { Case } from '../../api/types'
import { CaseDocument } from '../../pdf/CaseDocument'
import { CancelCase } from '../../queue/CancelCase'
import { CasePane } from '../../queue/CasePane'
import { QueuePage, type Handled } from '../../queue/QueuePage'
import { ReturnedNotice } from '../../queue/ReturnedNotice'
import { TimeLimitActions } from '../../queue/TimeLimitActions'
import { useText } from '../../text/text'
import { sayDone } from '../../ui/Done'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { ReasonedButton } from '../../ui/ReasonedButton'
import { useShortcut } from '../../ui/keys'
import { useShown } from '../../ui/shown'

const STATES = ['returned'] as const

export function Component() {
  const text = useText()
  return (
    <QueuePage
      title={text.frame.returned}
      path="/tu-choi"
      states={STATES}
      empty={text.officer.returned.empty}
    >
      {(one, handled) => <ReturnedPane of={one} handled={handled} />}
    </QueuePage>
  )
}

function ReturnedPane({ of, handled }: { of: Case; handled: Handled }) {
  const { officer } = useText()
  const navigate = useNavigate()
  const shown = useShown()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const here = of.state === 'returned'
  const resume = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      caseChanged(
        await body(
          api().POST('/cases/{case}/resume', {
            params: { path: { case: of.id } },
            body: { version: of.version },
          }),
        ),
      )
      sayDone(officer.returned.resumed, true)
      if (shown()) void navigate(`/them-moi/${of.id}`)
    } catch (cause) {
      setProblem(cause)
      refreshAfter(cause, of.id)
      setBusy(false)
    }
  }
  useShortcut('Ctrl+Enter', officer.returned.resume, () => void resume(), here && !busy)
  return (
    <CasePane
      of={of}
      states={STATES}
      notice={
        <>
          <ReturnedNotice of={of} />
          <ProblemAlert problem={problem} />
        </>
      }
      document={<CaseDocument id={of.id} version="scan" seen={of.scan?.sha256 ?? of.version} />}
      actions={
        here && (
          <>
            <ReasonedButton
              keys="Ctrl+Enter"
              loading={busy}
              reason={busy ? officer.saving : undefined}
              onClick={() => void resume()}
            >
              {officer.returned.resume}
            </ReasonedButton>
            <TimeLimitActions of={of} />
            <CancelCase of={of} onCancelled={handled.next} />
          </>
        )
      }
    />
  )
}
