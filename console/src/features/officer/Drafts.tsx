/** Hồ sơ đang tiếp nhận: what was begun and not yet submitted. */
import { Button } from '@mantine/core'
import { useNavigate } from 'react-router'

import type { Case } from '../../api/types'
import { CaseDocument } from '../../pdf/CaseDocument'
import { CancelCase } from '../../queue/CancelCase'
import { CasePane } from '../../queue/CasePane'
import { QueuePage, type Handled } from '../../queue/QueuePage'
import { ReturnedNotice } from '../../queue/ReturnedNotice'
import { TimeLimitActions } from '../../queue/TimeLimitActions'
import { refusedScan } from '../../queue/refused'
import { useText } from '../../text/text'
import { Empty } from '../../ui/Empty'
import { useShortcut } from '../../ui/keys'

const STATES = ['draft'] as const

export function Component() {
  const text = useText()
  return (
    <QueuePage
      title={text.frame.drafts}
      path="/dang-tiep-nhan"
      states={STATES}
      empty={text.officer.drafts.empty}
    >
      {(one, handled) => <DraftPane of={one} handled={handled} />}
    </QueuePage>
  )
}

function DraftPane({ of, handled }: { of: Case; handled: Handled }) {
  const text = useText()
  const navigate = useNavigate()
  const resume = () => void navigate(`/them-moi/${of.id}`)
  useShortcut('Ctrl+Enter', text.officer.drafts.resume, resume, of.state === 'draft')
  return (
    <CasePane
      of={of}
      states={STATES}
      notice={<ReturnedNotice of={of} />}
      document={
        of.scan?.state === 'ready' ? (
          <CaseDocument id={of.id} version="scan" seen={of.scan.sha256 ?? of.version} />
        ) : (
          <Empty>{refusedScan(text.codes, of.scan) ?? text.officer.noScan}</Empty>
        )
      }
      actions={
        of.state === 'draft' && (
          <>
            <Button onClick={resume} aria-keyshortcuts="Control+Enter">
              {text.officer.drafts.resume}
            </Button>
            <TimeLimitActions of={of} />
            <CancelCase of={of} onCancelled={handled.next} />
          </>
        )
      }
    />
  )
}
