/**
 * A signed copy on its way out: number, seal, release. One button, always in the same place, does what comes next.
 */
import { Stack } from '@mantine/core'
import { useState } from 'react'

import { useMe } from '../../api/queries'
import type { Case } from '../../api/types'
import { CaseDocument } from '../../pdf/CaseDocument'
import { useInSight } from '../../pdf/sight'
import { CasePane } from '../../queue/CasePane'
import { Withdraw } from '../../queue/Withdraw'
import type { Handled } from '../../queue/QueuePage'
import { SigningMissing } from '../../signing/SigningStatus'
import { useText } from '../../text/text'
import { sayDone } from '../../ui/Done'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { BookChoice } from './BookChoice'
import { CertificateLine, Readiness } from './Readiness'
import { SealActions, type Asked } from './SealActions'
import { SealConfirm } from './SealConfirm'
import { SealDone } from './SealDone'
import { WAITING } from './states'
import { useChosenBook } from './useChosenBook'
import { useSealing } from './useSealing'

export function SealCase({ of, handled }: { of: Case; handled: Handled }) {
  const { clerk } = useText()
  const me = useMe().data
  const chosen = useChosenBook()
  const sealing = useSealing()
  const [asked, ask] = useState<Asked>()
  const toSeal = of.state === 'signed' || of.state === 'numbered'
  const { unseen, tell } = useInSight(of.seal ? undefined : of.id, handled.byItself)

  const confirmed = async () => {
    const what = asked
    ask(undefined)
    if (what === 'release') {
      if (await sealing.release(of)) {
        const { name, account, email } = of.requester
        const where = account ? clerk.portalAccount(account) : (email ?? '')
        sayDone(clerk.released(of.original_name, name, where))
        handled.next()
      }
    } else if (chosen.book) {
      if (what === 'number') await sealing.number(of, chosen.book.id)
      else await sealing.numberAndSeal(of, chosen.book.id)
    }
  }
  return (
    <>
      <CasePane
        of={of}
        states={WAITING}
        document={
          <CaseDocument
            key={of.seal ? 'sealed' : 'signed'}
            id={of.id}
            version={of.seal ? 'sealed' : 'signed'}
            seen={of.seal?.sha256 ?? 'signed'}
            startAt={-1}
            watched={-1}
            onSight={tell}
          />
        }
        notice={
          <Stack gap={6} px="md" pb={8}>
            {toSeal && <SigningMissing />}
            {toSeal && <Readiness />}
            <ProblemAlert problem={sealing.problem} />
            {of.state === 'signed' && <BookChoice chosen={chosen} />}
            <SealDone of={of} />
            {toSeal && me?.agency_certificate && <CertificateLine certificate={me.agency_certificate} />}
          </Stack>
        }
        aside={<Withdraw of={of} />}
        actions={
          <SealActions
            of={of}
            book={chosen.book}
            unseen={unseen}
            phase={sealing.phase}
            onStop={sealing.stop}
            onAsk={ask}
            onSeal={() => void sealing.seal(of)}
          />
        }
      />
      <SealConfirm
        asked={asked}
        of={of}
        book={chosen.book}
        onConfirm={() => void confirmed()}
        onClose={() => ask(undefined)}
      />
    </>
  )
}
