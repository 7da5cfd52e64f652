/** What was not sent, and sending all of it again once what stood in the way is over. */
import { Button, Group, NativeSelect, Stack, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'

import { api, body } from '../../api/client'
import type { Schema } from '../../api/types'
import { dayAndTime } from '../../format/format'
import { useText } from '../../text/text'
import { Confirm } from '../../ui/Confirm'
import { ProblemAlert } from '../../ui/ProblemAlert'
import styles from './admin.module.css'
import { deliveries, readAgain } from './queries'
import { Section } from './Section'

const STATES = ['failed', 'bounced', 'queued', 'sending'] as const
type State = (typeof STATES)[number]
const WELL = ['sent', 'delivered']

export function Deliveries() {
  const text = useText()
  const words = text.admin.deliveries
  const [state, setState] = useState<State>('failed')
  const [asking, setAsking] = useState(false)
  const replay = useReplay()
  const query = useQuery(deliveries(state))
  const said = text.codes.said('deliveryStates', state)
  return (
    <Section title={text.admin.sections.deliveries} lead={words.lead} query={query}>
      {({ deliveries }) => (
        <Stack>
          <Group align="flex-end">
            <NativeSelect
              label={words.state}
              data={STATES.map((value) => ({ value, label: text.codes.said('deliveryStates', value) }))}
              value={state}
              onChange={({ currentTarget }) => setState(currentTarget.value as State)}
            />
            {deliveries.length > 0 && !replay.busy && (
              <Button onClick={() => setAsking(true)}>{words.replay}</Button>
            )}
            {replay.busy && (
              <Button variant="default" onClick={replay.stop}>
                {words.stop}
              </Button>
            )}
          </Group>
          <Text size="sm" role="status">
            {replay.busy ? words.going(replay.count) : replay.over && words.done(replay.count, replay.well)}
          </Text>
          <ProblemAlert problem={replay.problem} />
          {deliveries.length === 0 ? <Text size="sm">{words.none}</Text> : <List deliveries={deliveries} />}
          <Confirm
            opened={asking}
            title={words.replay}
            action={words.replay}
            onConfirm={() => {
              setAsking(false)
              void replay.run(state)
            }}
            onClose={() => setAsking(false)}
          >
            {words.replayDetail(said)}
          </Confirm>
        </Stack>
      )}
    </Section>
  )
}

function List({ deliveries }: { deliveries: readonly Schema['DeliveryView'][] }) {
  const text = useText()
  const words = text.admin.deliveries
  return (
    <div className={styles.table}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.since}</Table.Th>
            <Table.Th>{words.what}</Table.Th>
            <Table.Th>{words.channel}</Table.Th>
            <Table.Th>{words.to}</Table.Th>
            <Table.Th>{words.attempts}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {deliveries.map((delivery) => (
            <Table.Tr key={delivery.id}>
              <Table.Td>{dayAndTime(delivery.since)}</Table.Td>
              <Table.Td>
                {text.codes.said('notices', delivery.subject)}
                {delivery.advice_code && (
                  <Text size="xs" c="dimmed">
                    {text.codes.said('advice', delivery.advice_code)}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>{text.codes.said('channels', delivery.channel)}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{delivery.to}</Table.Td>
              <Table.Td>{delivery.attempts.length}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

/** The API sends twenty at a time: asked again until nothing is left, or somebody stops it. */
function useReplay() {
  const [progress, setProgress] = useState({ busy: false, over: false, count: 0, well: 0 })
  const [problem, setProblem] = useState<unknown>()
  const stopped = useRef(false)
  const run = async (state: State) => {
    stopped.current = false
    setProblem(undefined)
    setProgress({ busy: true, over: false, count: 0, well: 0 })
    let cursor: string | undefined
    try {
      do {
        const answer = await body(
          api().POST('/deliveries/replay', { body: { state, ...(cursor && { cursor }) } }),
        )
        const well = answer.deliveries.filter(({ status }) => WELL.includes(status)).length
        setProgress((before) => ({
          ...before,
          count: before.count + answer.deliveries.length,
          well: before.well + well,
        }))
        cursor = answer.next
      } while (cursor !== undefined && !wantsStop(stopped))
    } catch (refused) {
      setProblem(refused)
    }
    setProgress((before) => ({ ...before, busy: false, over: true }))
    readAgain()
  }
  return { ...progress, problem, run, stop: () => (stopped.current = true) }
}

/** Read anew: it changes while the answer is awaited. */
const wantsStop = (stopped: { current: boolean }) => stopped.current
