/** Says on the page of appointments that some of them have to be moved, and leads to their list. */
import { Alert, Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import { useText } from '../../text/text'
import { Icon } from '../../ui/Icon'
import { displacedAppointments } from './queries'

export function DisplacedNotice() {
  const { displaced } = useText().appointments
  const count = useQuery(displacedAppointments).data?.count ?? 0
  return (
    <div role="status">
      {count > 0 && (
        <Alert color="yellow" icon={<Icon name="alert" />} p="xs">
          {displaced.notice(count)}{' '}
          <Anchor component={Link} to="/lich-hen-can-doi" size="sm">
            {displaced.open}
          </Anchor>
        </Alert>
      )}
    </div>
  )
}
