/** Lịch hẹn cần dời: whose hours a holiday or new opening hours have taken; moved one by one or all. */
import { Alert, Anchor, Button, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'

import { Problem } from '../../api/problem'
import type { Appointment } from '../../api/types'
import { dayAndTime } from '../../format/format'
import { useText } from '../../text/text'
import { Empty } from '../../ui/Empty'
import { Icon } from '../../ui/Icon'
import { ProblemAlert } from '../../ui/ProblemAlert'
import styles from './appointments.module.css'
import { moveAll, type Line } from './moveAll'
import { MoveAllDialog } from './MoveAllDialog'
import { MoveDialog } from './MoveDialog'
import { displacedAppointments } from './queries'

export function Component() {
  const text = useText()
  const { displaced } = text.appointments
  const read = useQuery(displacedAppointments)
  // What was done here stays in sight, although it is on the list no longer.
  const [done, setDone] = useState<ReadonlyMap<string, Line>>(new Map())
  const [all, setAll] = useState<{ count: number; running: boolean }>()
  const [dialog, setDialog] = useState<'all' | Appointment>()
  const under = useRef<AbortController>(undefined)
  useEffect(() => () => under.current?.abort(), [])

  const waiting = read.data?.displaced ?? []
  const ids = new Set(waiting.map(({ appointment }) => appointment.id))
  const lines: Line[] = [
    ...[...done.values()].filter(({ of }) => !ids.has(of.appointment.id)),
    ...waiting.map((of) => done.get(of.appointment.id) ?? { of }),
  ]
  const tell = (line: Line) => setDone((before) => new Map(before).set(line.of.appointment.id, line))
  const start = async (reason: string) => {
    setDialog(undefined)
    const controller = (under.current = new AbortController())
    setDone(new Map())
    setAll({ count: waiting.length, running: true })
    await moveAll(waiting, reason, tell, controller.signal)
    if (!controller.signal.aborted) setAll({ count: waiting.length, running: false })
  }
  const moved = [...done.values()].filter((line) => line.moved !== undefined).length
  const running = all?.running === true
  const reasons = [...new Set(waiting.flatMap(({ closed }) => closed ?? []))]
  return (
    <div className={styles.body}>
      <Stack gap="sm" maw={900}>
        <Group justify="space-between">
          <Title order={1} className={styles.title}>
            {displaced.title}
          </Title>
          <Anchor component={Link} to="/lich-hen" size="sm">
            {displaced.back}
          </Anchor>
        </Group>
        <Text size="sm">{displaced.explain}</Text>
        <ProblemAlert problem={read.error} focus={false} onRetry={() => void read.refetch()} />
        <div role="status">
          {all && (
            <Alert
              color={running || moved === all.count ? 'green' : 'yellow'}
              icon={<Icon name={running ? 'clock' : moved === all.count ? 'check' : 'alert'} />}
              p="xs"
            >
              {running ? displaced.running(done.size, all.count) : displaced.done(moved, all.count - moved)}
            </Alert>
          )}
        </div>
        {running && <Progress value={(100 * done.size) / all.count} size="sm" aria-label={displaced.title} />}
        {read.isPending && <Empty>{text.common.loading}</Empty>}
        {read.data && lines.length === 0 && <Empty>{displaced.empty}</Empty>}
        {lines.length > 0 && (
          <ul className={styles.lines} aria-label={displaced.list}>
            {lines.map((line) => (
              <DisplacedLine
                key={line.of.appointment.id}
                line={line}
                onMove={running ? undefined : () => setDialog(line.of.appointment)}
              />
            ))}
          </ul>
        )}
        {read.data && read.data.count > waiting.length && (
          <Text size="sm">{displaced.more(read.data.count - waiting.length)}</Text>
        )}
        {waiting.length > 0 && (
          <Group>
            <Button disabled={running} onClick={() => setDialog('all')}>
              {displaced.all(waiting.length)}
            </Button>
          </Group>
        )}
      </Stack>
      {dialog === 'all' && (
        <MoveAllDialog
          count={waiting.length}
          usual={reasons.length === 1 ? displaced.usual(reasons[0] ?? '') : ''}
          onMove={(reason) => void start(reason)}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog !== undefined && dialog !== 'all' && (
        <MoveDialog
          of={dialog}
          onClose={() => setDialog(undefined)}
          onMoved={(one) => {
            const of = waiting.find(({ appointment }) => appointment.id === one.id)
            if (of) tell({ of, moved: one })
            setDialog(undefined)
          }}
        />
      )}
    </div>
  )
}

function DisplacedLine({ line, onMove }: { line: Line; onMove: (() => void) | undefined }) {
  const text = useText()
  const { displaced, move } = text.appointments
  const { of, moved, problem } = line
  const { appointment } = of
  return (
    <li>
      <Group justify="space-between" wrap="nowrap" px="sm" py={6}>
        <div>
          <Text size="sm">
            <b className="figures">{dayAndTime(appointment.slot)}</b> · <b>{appointment.requester.name}</b> ·{' '}
            {appointment.document_type_text}
            {appointment.phone && ` · ${appointment.phone}`}
          </Text>
          {!moved && (
            <Text size="xs">{of.cause === 'closed' ? displaced.closed(of.closed) : displaced.noSlot}</Text>
          )}
          {moved && (
            <Text size="xs" fw={600}>
              {displaced.movedTo(dayAndTime(moved.slot))}
              {!moved.gets_sms && ` · ${displaced.call}`}
            </Text>
          )}
          {problem !== undefined && (
            <Text size="xs" fw={600} c="red.9">
              {problem instanceof Problem ? problem.message : text.problems.unexpected.detail}
            </Text>
          )}
        </div>
        {moved ? (
          <Icon name="check" size={16} />
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={displaced.one(appointment.requester.name)}
            disabled={onMove === undefined}
            onClick={onMove}
          >
            {move}
          </Button>
        )}
      </Group>
    </li>
  )
}
