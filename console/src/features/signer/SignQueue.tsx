/** [Bản sao chờ ký]: what waits for the leader, the oldest first; one by one, or many with one PIN. */
import { useMe } from '../../api/queries'
import type { Case } from '../../api/types'
import { useResume } from '../../batch/useResume'
import { QueuePage } from '../../queue/QueuePage'
import { useText } from '../../text/text'
import { useNow } from '../../ui/now'
import { BatchPane } from './batch/BatchPane'
import { batch, pending, tick, useTicked } from './batch/lines'
import { hindrance } from './right'
import { SignCase } from './SignCase'

export const STATES = ['awaiting_signature'] as const

const LEFT = () => import('./batch/BatchResults').then(({ resumeBatch }) => resumeBatch)

export function SignQueue() {
  const text = useText()
  const { signer } = text
  const me = useMe().data
  const now = useNow()
  const ticked = useTicked()
  const under = batch.use()
  const fingerprint = me?.certificate?.fingerprint
  useResume(fingerprint, pending, LEFT)

  // A case outside the delegation can be returned, not signed.
  const reason = (one: Case) => (me && hindrance(me, one, now, text) ? signer.batch.cannot : undefined)
  const instead = (shown: readonly Case[], opened: string | undefined) => {
    const chosen = shown.filter(({ id }) => ticked.has(id))
    const among = opened === undefined || ticked.has(opened)
    return under || (chosen.length > 0 && among) ? <BatchPane chosen={chosen} opened={opened} /> : undefined
  }
  return (
    <QueuePage
      title={signer.title}
      path="/cho-ky"
      states={STATES}
      empty={signer.empty}
      selection={{ chosen: ticked, toggle: tick, reason }}
      instead={instead}
    >
      {(chosen: Case, handled) => <SignCase key={chosen.id} of={chosen} handled={handled} />}
    </QueuePage>
  )
}
