/** [Bản sao chờ đóng dấu]: what leaders have signed, until it is with the requester. */
import type { CaseState } from '../../api/types'
import { QueuePage } from '../../queue/QueuePage'
import { useText } from '../../text/text'
import { SealCase } from './SealCase'

export const WAITING: readonly CaseState[] = ['signed', 'numbered', 'sealed']

export function SealQueue() {
  const text = useText()
  return (
    <QueuePage title={text.frame.toSeal} path="/cho-dong-dau" states={WAITING} empty={text.clerk.empty}>
      {(one, handled) => <SealCase of={one} handled={handled} />}
    </QueuePage>
  )
}
