/** Hủy bỏ giá trị pháp lý by decision (TT 01/2020 Điều 7): offered to those who may, on a copy that has its seal. */
import { Alert, Button } from '@mantine/core'
import { useState } from 'react'

import { useMe } from '../api/queries'
import type { Case } from '../api/types'
import { dayOfIso } from '../format/format'
import { useText } from '../text/text'
import { Icon } from '../ui/Icon'
import { later } from '../ui/later'

const WithdrawDialog = later(() => import('./WithdrawDialog').then(({ WithdrawDialog }) => WithdrawDialog))

/** The button with its dialog; nothing where the case or the role does not allow it. Says it when it is done. */
export function Withdraw({ of }: { of: Case }) {
  const { withdraw } = useText().queue
  const roles = useMe().data?.roles ?? []
  const [opened, open] = useState(false)
  const may = roles.includes('signer') || roles.includes('clerk')
  if (of.withdrawal)
    return (
      <Alert color="red" icon={<Icon name="alert" />} role="status">
        {withdraw.done(of.withdrawal.number, dayOfIso(of.withdrawal.date))}
      </Alert>
    )
  if (!may || (of.state !== 'sealed' && of.state !== 'released')) return null
  return (
    <>
      <Button variant="outline" color="red" onClick={() => open(true)}>
        {withdraw.act}
      </Button>
      {opened && <WithdrawDialog of={of} onClose={() => open(false)} />}
    </>
  )
}
