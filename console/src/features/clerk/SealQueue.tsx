/** [Bản sao chờ đóng dấu]: what leaders have signed, until it is with the requester; one by one, or many with one PIN. */
import { useMe } from '../../api/queries'
import type { Case } from '../../api/types'
import { useResume } from '../../batch/useResume'
import { QueuePage } from '../../queue/QueuePage'
import { useText } from '../../text/text'
import { BatchPane } from './batch/BatchPane'
import { batch, pending, tick, useTicked } from './batch/lines'
import { SealCase } from './SealCase'
import { WAITING } from './states'

const LEFT = () => import('./batch/BatchResults').then(({ resumeBatch }) => resumeBatch)

export function SealQueue() {
  const text = useText()
  const chosen = useTicked()
  const under = batch.use()
  const fingerprint = useMe().data?.agency_certificate?.fingerprint
  useResume(fingerprint, pending, LEFT)
  const instead = (shown: readonly Case[], opened: string | undefined) => {
    const many = shown.filter(({ id }) => chosen.has(id))
    const among = opened === undefined || chosen.has(opened)
    return under || (many.length > 0 && among) ? <BatchPane chosen={many} opened={opened} /> : undefined
  }
  return (
    <QueuePage
      title={text.frame.toSeal}
      path="/cho-dong-dau"
      states={WAITING}
      empty={text.clerk.empty}
      selection={{ chosen, toggle: tick }}
      instead={instead}
    >
      {(one, handled) => <SealCase of={one} handled={handled} />}
    </QueuePage>
  )
}
