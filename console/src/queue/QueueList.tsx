/** The lines of a queue. Hundreds of them: those out of sight are not laid out (`content-visibility`). */
import { Checkbox, Group, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'

import type { Case } from '../api/types'
import { day, isoDay, time } from '../format/format'
import { useText } from '../text/text'
import { Empty } from '../ui/Empty'
import { State } from '../ui/State'
import { Due } from './Due'
import { shortCode } from './filters'
import styles from './queue.module.css'

export interface Selection {
  chosen: ReadonlySet<string>
  /** Several at once when a range was ticked with Shift, or all. */
  toggle: (ids: readonly string[], on: boolean) => void
  /** Why a case cannot be ticked; undefined when it can. */
  reason?: (one: Case) => string | undefined
}

interface Props {
  cases: readonly Case[]
  chosen: string | undefined
  pending: boolean
  empty: string
  onOpen: (id: string) => void
  /** Cases of several states: each line says its own. */
  several: boolean
  selection?: Selection | undefined
}

export function QueueList({ cases, chosen, pending, empty, onOpen, several, selection }: Props) {
  const text = useText()
  const current = useRef<HTMLButtonElement>(null)
  const ticked = useRef<string>(undefined)
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' }) // newer browsers answer with a promise
  }, [chosen])
  if (pending) return <Empty>{text.common.loading}</Empty>
  if (cases.length === 0) return <Empty>{empty}</Empty>
  const today = isoDay(new Date())
  /** With Shift, all from the one that was ticked last. */
  const tick = (id: string, on: boolean, range: boolean) => {
    const ids = cases.filter((one) => selection?.reason?.(one) === undefined).map((one) => one.id)
    const ends = [ids.indexOf(range ? (ticked.current ?? id) : id), ids.indexOf(id)].sort((a, b) => a - b)
    selection?.toggle(ends[0] === -1 ? [id] : ids.slice(ends[0], (ends[1] ?? 0) + 1), on)
    ticked.current = id
  }
  const all = cases.filter((one) => selection?.reason?.(one) === undefined).map((one) => one.id)
  const some = all.filter((id) => selection?.chosen.has(id)).length
  return (
    <>
      {selection && all.length > 0 && (
        <Checkbox
          className={styles.all}
          size="xs"
          label={text.queue.tickAll(all.length)}
          checked={some === all.length}
          indeterminate={some > 0 && some < all.length}
          onChange={(event) => {
            selection.toggle(all, event.currentTarget.checked)
            letGo(event.currentTarget)
          }}
        />
      )}
      <ul className={styles.lines} aria-label={text.queue.list} data-roomy>
        {cases.map((one) => (
          <li key={one.id} className={styles.line} data-current={one.id === chosen || undefined}>
            {selection && <Tick one={one} selection={selection} tick={tick} />}
            <button
              ref={one.id === chosen ? current : null}
              type="button"
              className={styles.open}
              aria-current={one.id === chosen ? 'true' : undefined}
              onClick={() => onOpen(one.id)}
            >
              <Group gap="xs" wrap="nowrap" justify="space-between">
                <Text span size="sm" fw={600} truncate>
                  {one.requester.name}
                </Text>
                <Due of={one} />
              </Group>
              <Group gap="xs" wrap="nowrap" justify="space-between">
                <Text span size="xs" truncate>
                  {one.original_name}
                </Text>
                <Text span size="xs" c="dimmed" className="figures" style={{ flex: 'none' }}>
                  {one.number?.text ?? shortCode(one.id)} ·{' '}
                  {isoDay(one.received_at) === today ? time(one.received_at) : day(one.received_at)}
                </Text>
              </Group>
              {several && <State state={one.state} />}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** After a click the box gives the focus back, so that the space bar means what it means on the screen. */
function letGo(box: HTMLInputElement): void {
  if (!box.matches(':focus-visible')) box.blur()
}

interface TickProps {
  one: Case
  selection: Selection
  tick: (id: string, on: boolean, range: boolean) => void
}

function Tick({ one, selection, tick }: TickProps) {
  const text = useText()
  const reason = selection.reason?.(one)
  const shift = useRef(false)
  return (
    <Checkbox
      size="xs"
      aria-label={text.queue.tick(one.requester.name, one.original_name)}
      checked={selection.chosen.has(one.id)}
      disabled={reason !== undefined}
      title={reason}
      onClick={(event) => (shift.current = event.shiftKey)}
      onChange={(event) => {
        tick(one.id, event.currentTarget.checked, shift.current)
        letGo(event.currentTarget)
      }}
    />
  )
}
