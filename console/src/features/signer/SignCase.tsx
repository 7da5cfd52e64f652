/** One case before the leader: what will be signed, where the signature stands, with which certificate; [Ký số]. */
import { Alert, Anchor, Button, Text } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'

import type { Problem } from '../../api/problem'
import { useMe } from '../../api/queries'
import type { Case } from '../../api/types'
import { useInSight } from '../../pdf/sight'
import { CasePane } from '../../queue/CasePane'
import type { Handled } from '../../queue/QueuePage'
import { useSigningService } from '../../signing/service'
import { SigningMissing } from '../../signing/SigningStatus'
import { useText } from '../../text/text'
import { Icon } from '../../ui/Icon'
import { sayDone, sayRefused } from '../../ui/Done'
import { useShortcut } from '../../ui/keys'
import { useNow } from '../../ui/now'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { later } from '../../ui/later'
import { ReasonedButton } from '../../ui/ReasonedButton'
import { CertificateNote } from './CertificateNote'
import { LastSigned } from './LastSigned'
import { usePlacing } from './placing'
import { usePreparation } from './preparing'
import { ReturnCase } from './ReturnCase'
import { hindrance, type Hindrance } from './right'
import { SignDocument } from './SignDocument'
import { SignedNote } from './SignedNote'
import { useSigning } from './useSigning'

const PlaceFields = later(() => import('./PlaceFields').then(({ PlaceFields }) => PlaceFields))

const STATES = ['awaiting_signature', 'signed'] as const

export function SignCase({ of, handled }: { of: Case; handled: Handled }) {
  const text = useText()
  const { signer } = text
  const me = useMe().data
  const now = useNow()
  const service = useSigningService()
  const waits = of.state === 'awaiting_signature'
  const hindered = me && waits ? hindrance(me, of, now, text) : undefined
  const preparation = usePreparation(of, waits && hindered === undefined)
  const placing = usePlacing(of.id, preparation)
  const done = (signed: Case, left: boolean) => {
    // A case that stays on screen says it itself.
    if (handled.opensNext || left) sayDone(<LastSigned of={signed} />)
    if (handled.opensNext && !left) handled.openNext()
  }
  const gone = (refused: Problem) => {
    sayRefused(`${signer.gone(of.original_name, of.requester.name)} ${refused.message}`)
    if (handled.opensNext) handled.openNext()
  }
  const signing = useSigning(of, preparation, placing.draft, done, gone)
  const { prepared } = preparation
  const [opened] = useState(of.scan?.sha256)
  const { unseen, tell } = useInSight(prepared?.view.prepared, handled.byItself)

  const why = hindered
    ? hindered.detail
    : service !== 'ready'
      ? signer.noService
      : signing.phase
        ? signer.phases[signing.phase]
        : prepared
          ? unseen && signer.unseen[unseen]
          : signer.notReady
  const main = () => {
    if (!waits) handled.openNext()
    else if (why === undefined) signing.start()
  }
  useShortcut('Ctrl+Enter', waits ? signer.keys.sign : signer.keys.handOn, main)

  const notice = waits && (
    <>
      {!hindered && <SigningMissing />}
      {hindered && <Hindered by={hindered} />}
      {of.scan?.sha256 !== opened && (
        <Alert color="yellow" title={signer.changed.title} role="status">
          {signer.changed.detail}
        </Alert>
      )}
      {signing.again && (
        <Alert color="yellow" title={signer.superseded.title} role="status">
          {signer.superseded.detail}
        </Alert>
      )}
      <ProblemAlert
        problem={signing.problem ?? preparation.problem}
        {...(signing.problem
          ? {}
          : { onRetry: () => void preparation.again(undefined).catch(() => undefined) })}
      />
    </>
  )
  const aside = waits && placing.place && prepared && (
    <PlaceFields
      place={placing.place}
      legal={placing.legal}
      pages={placing.pages}
      busy={preparation.busy}
      moved={placing.draft !== undefined}
      onChange={placing.type}
      onApply={placing.apply}
      onReset={placing.reset}
    />
  )
  const actions = waits ? (
    <>
      <ReasonedButton
        keys="Ctrl+Enter"
        leftSection={<Icon name="pen" />}
        loading={signing.phase !== undefined}
        reason={why}
        onClick={signing.start}
      >
        {signer.sign}
      </ReasonedButton>
      {signing.phase && (
        <>
          <Text size="sm" role="status">
            {signer.phases[signing.phase]}…
          </Text>
          {signing.phase === 'pin' && (
            <Button variant="default" onClick={signing.stop}>
              {signer.stop}
            </Button>
          )}
        </>
      )}
      <ReturnCase
        of={of}
        disabled={signing.phase !== undefined}
        onReturned={(returned) => {
          sayDone(signer.back.done(returned.original_name, returned.requester.name))
          handled.next()
        }}
      />
      {!prepared && !hindered && preparation.busy && (
        <Text size="xs" c="dimmed" role="status">
          {signer.preparingDocument}
        </Text>
      )}
      {me?.certificate && <CertificateNote of={me.certificate} />}
    </>
  ) : (
    <ReasonedButton keys="Ctrl+Enter" leftSection={<Icon name="send" />} onClick={handled.openNext}>
      {signer.handOn}
    </ReasonedButton>
  )
  return (
    <CasePane
      of={of}
      states={STATES}
      notice={waits ? notice : <SignedNote of={of} />}
      document={<SignDocument of={of} prepared={prepared} placing={placing} onSight={tell} />}
      aside={aside}
      actions={actions}
    />
  )
}

function Hindered({ by }: { by: Hindrance }) {
  const { signer } = useText()
  return (
    <Alert color="red" title={signer.cannot.title} icon={<Icon name="alert" />} role="status">
      <Text size="sm">{by.detail}</Text>
      {by.profile && (
        <Anchor component={Link} to="/ca-nhan" size="sm">
          {signer.toProfile}
        </Anchor>
      )}
    </Alert>
  )
}
