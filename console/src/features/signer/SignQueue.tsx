/** [Bản sao chờ ký]: what waits for the leader, the oldest first. */
import type { Case } from '../../api/types'
import { QueuePage } from '../../queue/QueuePage'
import { useText } from '../../text/text'
import { LastSigned } from './LastSigned'
import { SignCase } from './SignCase'

export const STATES = ['awaiting_signature'] as const

export function SignQueue() {
  const { signer } = useText()
  return (
    <QueuePage
      title={signer.title}
      path="/cho-ky"
      states={STATES}
      empty={signer.empty}
      above={<LastSigned />}
    >
      {(chosen: Case, handled) => <SignCase key={chosen.id} of={chosen} handled={handled} />}
    </QueuePage>
  )
}
