/** A case in any state with all that is known of it: facts, documents, history, and what its officer may still do. */
import { Anchor, Button, SegmentedControl, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'

import { oneCase, useMe, type DocumentVersion } from '../../api/queries'
import type { Case } from '../../api/types'
import { dayAndTime, dayOfIso } from '../../format/format'
import { CaseDocument } from '../../pdf/CaseDocument'
import { CancelCase } from '../../queue/CancelCase'
import { CaseDeliveries } from '../../queue/CaseDeliveries'
import { Fact } from '../../queue/CaseFacts'
import { CasePane } from '../../queue/CasePane'
import { ReturnedNotice } from '../../queue/ReturnedNotice'
import { TimeLimitActions } from '../../queue/TimeLimitActions'
import { Withdraw } from '../../queue/Withdraw'
import { useText } from '../../text/text'
import { Dialog } from '../../ui/Dialog'
import { Done } from '../../ui/Done'
import { Empty } from '../../ui/Empty'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { DownloadButton } from './DownloadButton'
import { STATES } from './search'

export function FoundCase({ id }: { id: string }) {
  const text = useText()
  const read = useQuery(oneCase(id))
  if (read.isPending) return <Empty>{text.common.loading}</Empty>
  if (read.data === undefined)
    return <ProblemAlert problem={read.error} onRetry={() => void read.refetch()} />
  return <Whole of={read.data} />
}

type Shown = Exclude<DocumentVersion, 'prepared'>

function versionsOf(of: Case): Shown[] {
  return [
    ...(of.seal ? (['sealed'] as const) : []),
    ...(of.signature ? (['signed'] as const) : []),
    ...(of.scan?.state === 'ready' ? (['scan'] as const) : []),
    ...(of.scan?.repair ? (['uploaded'] as const) : []),
  ]
}

function Whole({ of }: { of: Case }) {
  const { find } = useText()
  const versions = versionsOf(of)
  const [chosen, setChosen] = useState<Shown>()
  const version = chosen && versions.includes(chosen) ? chosen : versions[0]
  return (
    <CasePane
      of={of}
      states={STATES}
      notice={
        <>
          <Done />
          <ReturnedNotice of={of} />
        </>
      }
      document={
        version === undefined ? (
          <Empty>{find.noDocument}</Empty>
        ) : (
          <CaseDocument
            key={version}
            id={of.id}
            version={version}
            seen={`${version}-${seenOf(of, version)}`}
          />
        )
      }
      aside={
        <>
          {version !== undefined && (
            <Stack gap={6}>
              <SegmentedControl
                size="xs"
                orientation="vertical"
                aria-label={find.document}
                data={versions.map((value) => ({ value, label: find.versions[value] }))}
                value={version}
                onChange={(next) => setChosen(next)}
              />
              {version !== 'uploaded' && <DownloadButton of={of} version={version} />}
            </Stack>
          )}
          <More of={of} />
          <Notices id={of.id} />
        </>
      }
      actions={<Actions of={of} />}
    />
  )
}

/** What tells one content of a version from the next. */
function seenOf(of: Case, version: Shown): string {
  if (version === 'uploaded') return of.scan?.repair?.uploaded_sha256 ?? ''
  if (version === 'scan') return of.scan?.sha256 ?? ''
  return (version === 'signed' ? of.signature?.at : of.seal?.sha256) ?? ''
}

/** What the queues leave out. */
function More({ of }: { of: Case }) {
  const { codes, find, queue } = useText()
  const { withdrawal } = of
  return (
    <dl style={{ margin: 0 }}>
      {of.check_code && <Fact name={find.checkCode}>{of.check_code}</Fact>}
      {of.fee_waiver && (
        <Fact name={find.waiver}>{find.waived(of.fee_waiver.percent, of.fee_waiver.reason)}</Fact>
      )}
      {of.extension && (
        <Fact name={find.extension}>
          {queue.due.days(of.extension.days)} · {codes.said('extensionGrounds', of.extension.ground)}
          {of.extension.agreement && ` · ${of.extension.agreement}`}
        </Fact>
      )}
      {of.seal && (
        <Fact name={find.sealedBy}>
          {of.seal.name} · {dayAndTime(of.seal.at)}
        </Fact>
      )}
      {withdrawal && (
        <Fact name={find.withdrawal}>
          {find.decision(withdrawal.number, dayOfIso(withdrawal.date))}: {withdrawal.reason}
        </Fact>
      )}
      {withdrawal?.replaced_by && (
        <Fact name={find.replacedBy}>
          <Anchor component={Link} to={`/tra-cuu/${withdrawal.replaced_by}`} size="sm">
            {find.replacedBy}
          </Anchor>
        </Fact>
      )}
    </dl>
  )
}

/** What was sent for it; read when it is opened, and as wide as the lines need. */
function Notices({ id }: { id: string }) {
  const { queue } = useText()
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button size="compact-sm" variant="subtle" onClick={() => setOpened(true)}>
        {queue.deliveries.title}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={queue.deliveries.title} size="xl">
        {opened && <CaseDeliveries id={id} />}
      </Dialog>
    </>
  )
}

/** Back to the results; and for officers what may still be done. */
function Actions({ of }: { of: Case }) {
  const { find } = useText()
  const navigate = useNavigate()
  const { search } = useLocation()
  const roles = useMe().data?.roles ?? []
  const officer = roles.includes('officer')
  return (
    <>
      <Button variant="default" onClick={() => void navigate({ pathname: '/tra-cuu', search })}>
        {find.back}
      </Button>
      {officer && of.state === 'draft' && (
        <Button onClick={() => void navigate(`/them-moi/${of.id}`)}>{find.resume}</Button>
      )}
      <TimeLimitActions of={of} />
      <Withdraw of={of} />
      {officer && (of.state === 'draft' || of.state === 'returned') && (
        <CancelCase of={of} onCancelled={() => undefined} />
      )}
    </>
  )
}
