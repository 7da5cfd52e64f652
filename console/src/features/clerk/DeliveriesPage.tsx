/** [Kết quả gửi trả]: what did not arrive and has to be looked at, what is still on its way; and all of one case. */
import { Anchor, Button, Group, SegmentedControl, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { Link, useParams, useSearchParams } from 'react-router'

import { done, unfinished, type Unfinished as OpenState } from '../../api/deliveries'
import { oneCase } from '../../api/queries'
import type { Delivery } from '../../api/types'
import { CaseDeliveries } from '../../queue/CaseDeliveries'
import { DeliveryLines } from '../../queue/DeliveryLines'
import { Withdraw } from '../../queue/Withdraw'
import { shortCode } from '../../queue/filters'
import { useText } from '../../text/text'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { State } from '../../ui/State'

const LISTS: Record<'stuck' | 'underway', readonly OpenState[]> = {
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
  const asked = query.get(LIST)
  const list = asked === 'underway' || asked === 'done' ? asked : 'stuck'
  const stuck = useQuery(unfinished(LISTS.stuck))
  const underway = useQuery(unfinished(LISTS.underway))
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
            { value: 'done', label: words.done },
          ]}
          value={list}
          onChange={(chosen) => setQuery(chosen === 'stuck' ? {} : { [LIST]: chosen })}
        />
      }
    >
      {list === 'done' ? (
        <Done />
      ) : (
        <Unfinished
          read={list === 'stuck' ? stuck : underway}
          label={words[list]}
          none={list === 'stuck' ? words.noneStuck : words.noneUnderway}
        />
      )}
    </Page>
  )
}

interface UnfinishedProps {
  read: UseQueryResult<Delivery[]>
  label: string
  none: string
}

function Unfinished({ read, label, none }: UnfinishedProps) {
  const text = useText()
  return (
    <>
      <ProblemAlert problem={read.error} onRetry={() => void read.refetch()} />
      {read.isPending && <Empty>{text.common.loading}</Empty>}
      {read.data && (
        <DeliveryLines deliveries={read.data} label={label} none={<Empty>{none}</Empty>} linkTo={lineOf} />
      )}
    </>
  )
}

/** What went out for cases, the newest first, a page at a time. */
function Done() {
  const text = useText()
  const words = text.clerk.deliveries
  const read = useInfiniteQuery(done)
  return (
    <>
      <ProblemAlert problem={read.error} onRetry={() => void read.refetch()} />
      {read.isPending && <Empty>{text.common.loading}</Empty>}
      {read.data && (
        <DeliveryLines
          deliveries={read.data.pages.flatMap(({ deliveries }) => deliveries)}
          label={words.done}
          none={<Empty>{words.noneDone}</Empty>}
          linkTo={lineOf}
        />
      )}
      {read.hasNextPage && (
        <Button
          variant="default"
          style={{ alignSelf: 'start' }}
          loading={read.isFetchingNextPage}
          onClick={() => void read.fetchNextPage()}
        >
          {text.common.more}
        </Button>
      )}
    </>
  )
}

const lineOf = (id: string) => `/gui-tra/${id}`

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
