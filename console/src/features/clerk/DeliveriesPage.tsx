/** [Kết quả gửi trả]: what did not arrive and has to be looked at, what is still on its way; and all of one case. */
import { Anchor, Group, SegmentedControl, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearchParams } from 'react-router'

import { unfinished, type Unfinished } from '../../api/deliveries'
import { oneCase } from '../../api/queries'
import { CaseDeliveries } from '../../queue/CaseDeliveries'
import { DeliveryLines } from '../../queue/DeliveryLines'
import { Withdraw } from '../../queue/Withdraw'
import { shortCode } from '../../queue/filters'
import { useText } from '../../text/text'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { State } from '../../ui/State'

const LISTS: Record<'stuck' | 'underway', readonly Unfinished[]> = {
  stuck: ['failed', 'bounced', 'complained'],
  underway: ['queued', 'sending'],
}
const LIST = 'muc'

export function DeliveriesPage() {
  const { id } = useParams()
  return id === undefined ? <Lists /> : <OfCase id={id} />
}

function Lists() {
  const text = useText()
  const words = text.clerk.deliveries
  const [query, setQuery] = useSearchParams()
  const list = query.get(LIST) === 'underway' ? 'underway' : 'stuck'
  const stuck = useQuery(unfinished(LISTS.stuck))
  const underway = useQuery(unfinished(LISTS.underway))
  const read = list === 'stuck' ? stuck : underway
  const count = (of: typeof stuck) => (of.data === undefined ? '' : ` (${of.data.length})`)
  return (
    <Page
      title={text.frame.deliveries}
      actions={
        <SegmentedControl
          aria-label={words.which}
          data={[
            { value: 'stuck', label: words.stuck + count(stuck) },
            { value: 'underway', label: words.underway + count(underway) },
          ]}
          value={list}
          onChange={(chosen) => setQuery(chosen === 'stuck' ? {} : { [LIST]: chosen })}
        />
      }
    >
      <ProblemAlert problem={read.error} onRetry={() => void read.refetch()} />
      {read.isPending && <Empty>{text.common.loading}</Empty>}
      {read.data && (
        <DeliveryLines
          deliveries={read.data}
          label={list === 'stuck' ? words.stuck : words.underway}
          none={<Empty>{list === 'stuck' ? words.noneStuck : words.noneUnderway}</Empty>}
          linkTo={(id) => `/gui-tra/${id}`}
        />
      )}
    </Page>
  )
}

function OfCase({ id }: { id: string }) {
  const text = useText()
  const read = useQuery(oneCase(id))
  const one = read.data
  if (one === undefined)
    return read.error ? (
      <ProblemAlert problem={read.error} onRetry={() => void read.refetch()} />
    ) : (
      <Empty>{text.common.loading}</Empty>
    )
  return (
    <Page
      title={`${text.frame.deliveries} · ${one.number?.text ?? shortCode(one.id)}`}
      actions={<Withdraw of={one} />}
    >
      <Group gap="md">
        <Anchor component={Link} to="/gui-tra" size="sm">
          {text.frame.deliveries}
        </Anchor>
        <State state={one.state} />
        <Text size="sm">{one.requester.name}</Text>
        <Text size="sm">{one.original_name}</Text>
        <Text size="sm" className="figures">
          {shortCode(one.id)}
        </Text>
      </Group>
      <CaseDeliveries id={id} />
    </Page>
  )
}
