/** Deliveries as lines: what, to whom, how, how often tried and what came of it; those that failed are sent again. */
import { Anchor, Group, Table, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'

import { aboutOf, hasFailed, resend } from '../api/deliveries'
import { useMe } from '../api/queries'
import type { Delivery } from '../api/types'
import { dayAndTime } from '../format/format'
import { useText } from '../text/text'
import { sayDone } from '../ui/Done'
import { HintedButton } from '../ui/HintedButton'
import { Icon, type IconName } from '../ui/Icon'
import { ProblemAlert } from '../ui/ProblemAlert'
import { CorrectAddress } from './CorrectAddress'

interface Props {
  deliveries: readonly Delivery[]
  label: string
  /** What is said when there are none: what came of the last one is still said beside it. */
  none: ReactNode
  /** Where a case's lines are shown; without it they are about one case already. */
  linkTo?: (id: string) => string
}

const mayResend = (one: Delivery) => hasFailed(one) && one.replaced_by === undefined

export function DeliveryLines({ deliveries, label, none, linkTo }: Props) {
  const words = useText().queue.deliveries
  const { columns } = words
  const roles = useMe().data?.roles ?? []
  const may = roles.includes('clerk') || roles.includes('officer')
  const [busy, setBusy] = useState<string>()
  const [problem, setProblem] = useState<unknown>()
  const [said, say] = useState('')
  const [correcting, correct] = useState<Delivery>()
  const again = (delivery: Delivery) => {
    setBusy(delivery.id)
    setProblem(undefined)
    sayDone()
    say('')
    resend(delivery)
      .then((sent) => say(hasFailed(sent) ? words.failedAgain : words.resent), setProblem)
      .finally(() => setBusy(undefined))
  }
  return (
    <>
      <ProblemAlert problem={problem} />
      <Text size="sm" role="status">
        {said}
      </Text>
      {deliveries.length === 0 ? (
        none
      ) : (
        <Table.ScrollContainer minWidth={860}>
          <Table aria-label={label} verticalSpacing={6} highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{columns.what}</Table.Th>
                <Table.Th>{columns.to}</Table.Th>
                <Table.Th>{columns.state}</Table.Th>
                <Table.Th>{columns.attempts}</Table.Th>
                <Table.Th>{columns.cause}</Table.Th>
                <Table.Th>{columns.actions}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {deliveries.map((one) => {
                const what = words.subjects[one.subject] ?? one.subject
                const about = aboutOf(one)
                return (
                  <Table.Tr key={one.id}>
                    <Table.Td>
                      {linkTo && about.kind === 'case' ? (
                        <Anchor component={Link} to={linkTo(about.id)} size="sm">
                          {what}
                        </Anchor>
                      ) : (
                        what
                      )}
                      <Text size="xs" c="dimmed" className="figures">
                        {dayAndTime(one.since)}
                      </Text>
                    </Table.Td>
                    <Table.Td style={{ overflowWrap: 'anywhere' }}>
                      {one.to ?? words.noAddress}
                      <Text size="xs" c="dimmed">
                        {words.channels[one.channel] ?? one.channel}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <DeliveryState status={one.status} />
                    </Table.Td>
                    <Table.Td className="figures">
                      {one.attempts.length === 0
                        ? words.noAttempt
                        : words.attempts(
                            one.attempts.length,
                            dayAndTime(one.attempts.at(-1)?.at ?? one.since),
                          )}
                    </Table.Td>
                    <Table.Td>
                      <Text size="sm">{one.advice}</Text>
                      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                        {causeOf(one)}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      {one.replaced_by !== undefined && <Text size="sm">{words.correct.replaced}</Text>}
                      {may && mayResend(one) && (
                        <Group gap={6}>
                          <HintedButton
                            label={words.resendTo(what, one.to ?? words.noAddress)}
                            loading={busy === one.id}
                            onClick={() => again(one)}
                          >
                            {words.resend}
                          </HintedButton>
                          {one.channel === 'email' && about.kind === 'case' && (
                            <HintedButton
                              label={words.correct.of(what, one.to ?? words.noAddress)}
                              onClick={() => correct(one)}
                            >
                              {words.correct.open}
                            </HintedButton>
                          )}
                        </Group>
                      )}
                    </Table.Td>
                  </Table.Tr>
                )
              })}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {correcting && (
        <CorrectAddress
          delivery={correcting}
          onClose={() => correct(undefined)}
          onSent={(sent) => {
            correct(undefined)
            say(words.correct[hasFailed(sent) ? 'failed' : 'done'](sent.to ?? ''))
          }}
        />
      )}
    </>
  )
}

/** What the carrier said last, in its own words. */
function causeOf({ attempts }: Delivery): string {
  const reports = attempts.at(-1)?.reports ?? []
  return reports.findLast(({ cause }) => cause !== undefined)?.cause ?? ''
}

const LOOKS: Record<string, [IconName, string]> = {
  queued: ['clock', 'dimmed'],
  sending: ['send', 'dimmed'],
  sent: ['check', '#14613b'],
  delivered: ['check', '#14613b'],
  bounced: ['undo', 'red.8'],
  complained: ['alert', 'red.8'],
  failed: ['alert', 'red.8'],
  not_sent: ['close', 'dimmed'],
}

function DeliveryState({ status }: { status: string }) {
  const { states } = useText().queue.deliveries
  const [icon, color] = LOOKS[status] ?? ['send', 'dimmed']
  return (
    <Group gap={4} wrap="nowrap" c={color}>
      <Icon name={icon} size={15} />
      <Text size="sm">{states[status] ?? status}</Text>
    </Group>
  )
}
