/** Asks before a number is issued and before a copy leaves the house: neither can be taken back. */
import { useState } from 'react'

import type { Book, Case } from '../../api/types'
import { useText } from '../../text/text'
import { Confirm } from '../../ui/Confirm'
import type { Asked } from './SealActions'

interface Props {
  asked: Asked | undefined
  of: Case
  book: Book | undefined
  onConfirm: () => void
  onClose: () => void
}

export function SealConfirm({ asked, of, book, onConfirm, onClose }: Props) {
  const { clerk } = useText()
  // The words stay while the dialog goes away.
  const [last, keep] = useState<Asked>()
  if (asked && asked !== last) keep(asked)
  const { name, account, email } = of.requester
  const what = asked ?? last
  const releases = what === 'release'
  return (
    <Confirm
      opened={asked !== undefined}
      title={releases ? clerk.confirm.releaseTitle : clerk.confirm.numberTitle(book?.next_text ?? '')}
      action={
        releases ? clerk.confirm.release : what === 'number' ? clerk.act.numberOnly : clerk.act.numberAndSeal
      }
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {releases
        ? account
          ? clerk.confirm.toAccount(name, account)
          : clerk.confirm.toEmail(name, email ?? '')
        : clerk.confirm.number(book?.text ?? '')}
    </Confirm>
  )
}
