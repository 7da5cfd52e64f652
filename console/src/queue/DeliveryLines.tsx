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
  const text = useText()
  const words = text.queue.deliveries
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
        <Table.ScrollContainer minWidth={linkTo ? 860 : 0}>
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
                const what = text.codes.said('notices', one.subject)
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
                      {linkTo && one.number !== undefined && (
                        <Text size="sm" className="figures">
                          {words.number(one.number)}
                        </Text>
                      )}
                      {linkTo && one.original_name !== undefined && (
                        <Text size="xs">{one.original_name}</Text>
                      )}
                      <Text size="xs" c="dimmed" className="figures">
                        {dayAndTime(one.since)}
                      </Text>
                    </Table.Td>
                    <Table.Td style={{ overflowWrap: 'anywhere' }}>
                      {one.requester !== undefined && (
                        <Text size="sm" fw={600}>
                          {one.requester}
                        </Text>
                      )}
                      <Text size="xs">
                        {text.codes.said('channels', one.channel)}
                        {one.channel !== 'portal' && `: ${one.to ?? words.noAddress}`}
                      </Text>
                      {one.phone !== undefined && one.phone !== one.to && (
                        <Text size="xs" className="figures">
                          {words.phone(one.phone)}
                        </Text>
                      )}
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
                      {reasonOf(one) !== undefined && (
                        <Text size="sm">
                          {text.codes.said('deliveryReasons', reasonOf(one) ?? 'unknown')}
                        </Text>
                      )}
                      {one.advice_code !== undefined && (
                        <Text size="sm">{text.codes.said('advice', one.advice_code)}</Text>
                      )}
                    </Table.Td>
                    <Table.Td>
                      {one.replaced_by !== undefined && <Text size="sm">{words.correct.replaced}</Text>}
                      {may && mayResend(one) && (
                        <Group gap={6}>
                          <HintedButton
                            label={words.resendTo(what, toOf(one, text))}
                            loading={busy === one.id}
                            onClick={() => again(one)}
                          >
                            {words.resend}
                          </HintedButton>
                          {one.channel === 'email' && about.kind === 'case' && (
                            <HintedButton
                              label={words.correct.of(what, toOf(one, text))}
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

/** To whom, for those who do not see the line. */
function toOf(one: Delivery, text: ReturnType<typeof useText>): string {
  return one.channel === 'portal'
    ? text.codes.said('channels', 'portal')
    : (one.to ?? text.queue.deliveries.noAddress)
}

/** Why the last attempt did not arrive, as far as the carrier told. */
function reasonOf({ attempts }: Delivery): Delivery['attempts'][number]['reports'][number]['reason'] {
  return attempts.at(-1)?.reports.findLast(({ reason }) => reason !== undefined)?.reason
}

const LOOKS: Record<Delivery['status'], [IconName, string]> = {
  queued: ['clock', 'dimmed'],
  sending: ['send', 'dimmed'],
  sent: ['check', '#14613b'],
  delivered: ['check', '#14613b'],
  bounced: ['undo', 'red.8'],
  complained: ['alert', 'red.8'],
  failed: ['alert', 'red.8'],
  not_sent: ['close', 'dimmed'],
}

function DeliveryState({ status }: { status: Delivery['status'] }) {
  const { codes } = useText()
  const [icon, color] = (LOOKS as Partial<typeof LOOKS>)[status] ?? ['send', 'dimmed']
  return (
    <Group gap={4} wrap="nowrap" c={color}>
      <Icon name={icon} size={15} />
      <Text size="sm">{codes.said('deliveryStates', status)}</Text>
    </Group>
  )
}
