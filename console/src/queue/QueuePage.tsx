/**
 * A work queue: the list left, the chosen case right. Filter and case stand in the address; the list looks for the
 * work of other counters by itself; after an action the next case opens.
 */
import { Checkbox, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useLocation, useNavigate, useParams } from 'react-router'

import { oneCase, queue } from '../api/queries'
import type { Case, CaseState } from '../api/types'
import { loadTexts } from '../text/catalogue'
import { useText } from '../text/text'
import { Done } from '../ui/Done'
import { Empty } from '../ui/Empty'
import { ProblemAlert } from '../ui/ProblemAlert'
import { useShortcut } from '../ui/keys'
import { filtered, useFilters } from './filters'
import { QueueFilters } from './QueueFilters'
import { QueueList, type Selection } from './QueueList'
import styles from './queue.module.css'
import { useOpensNext } from './settings'

export interface Handled {
  /** Call it when the case is done with here: the next one opens, or the list alone is shown. */
  next: () => void
  /** Whether `next` opens the next case. */
  opensNext: boolean
  /** Opens the next case, whatever was chosen for `next`. */
  openNext: () => void
  /** Whether the case was opened by itself, after the one before was done. */
  byItself: boolean
}

interface Props {
  title: string
  /** Where the queue's address begins: `/cho-ky`. */
  path: string
  states: readonly CaseState[]
  /** What appears here and how, while there is nothing. */
  empty: string
  /** The chosen case. */
  children: (chosen: Case, handled: Handled) => ReactNode
  /** Cases can be ticked, for what is done to many at once. */
  selection?: Selection
  /** Stands in the place of the chosen case: what is done to those ticked. Told the cases that the filters leave. */
  instead?: ((shown: readonly Case[], opened: string | undefined) => ReactNode) | undefined
}

export function QueuePage({ title, path, states, empty, children, selection, instead }: Props) {
  const text = useText()
  const { id } = useParams()
  // What the histories and dialogs say, once the list is there.
  useEffect(() => void loadTexts(['codes']), [])
  const navigate = useNavigate()
  const { search } = useLocation()
  const [filters, change] = useFilters()
  const all = useQuery(queue(states))
  const shown = filtered(all.data ?? [], filters)
  const [opensNext, setOpensNext] = useOpensNext()
  const pane = useRef<HTMLElement>(null)

  const [following, setFollowing] = useState<string>()
  const go = (to: string | undefined) => void navigate({ pathname: to ? `${path}/${to}` : path, search })
  const open = (to: string | undefined) => {
    setFollowing(undefined)
    go(to)
  }
  const at = shown.findIndex((one) => one.id === id)
  // The place that a case had is remembered: when it has left the list, the next one stands there.
  const place = useRef(0)
  useEffect(() => {
    if (at >= 0) place.current = at
  }, [at])

  const leave = (opens: boolean) => {
    // An answer that comes when the person has turned to something else takes them nowhere.
    if (window.location.pathname !== `${path}/${id ?? ''}`) return
    const rest = shown.filter((one) => one.id !== id)
    const next = opens ? rest[Math.min(at >= 0 ? at : place.current, rest.length - 1)]?.id : undefined
    setFollowing(next)
    go(next)
    pane.current?.focus()
  }
  const byItself = id !== undefined && id === following
  const handled = { next: () => leave(opensNext), opensNext, openNext: () => leave(true), byItself }
  const step = (by: number) => open(shown[Math.min(Math.max(at + by, 0), shown.length - 1)]?.id ?? id)
  useShortcut('J', text.queue.keys.down, () => step(1))
  useShortcut('K', text.queue.keys.up, () => step(-1))

  const inPlace = instead?.(shown, id)
  return (
    <div className={styles.page} data-chosen={id !== undefined || undefined}>
      <section className={styles.list} aria-label={title}>
        <Stack gap="xs" p="sm" pb={0}>
          <h1 className={styles.title}>{title}</h1>
          <QueueFilters filters={filters} change={change} shown={shown.length} all={all.data?.length ?? 0} />
          <Done />
        </Stack>
        {all.isError && <ProblemAlert problem={all.error} onRetry={() => void all.refetch()} focus={false} />}
        <QueueList
          cases={shown}
          chosen={id}
          pending={all.isPending}
          empty={all.data?.length ? text.queue.nothingFound : empty}
          onOpen={open}
          several={states.length > 1}
          selection={selection}
        />
        <Checkbox
          className={styles.foot}
          size="xs"
          label={text.queue.openNext}
          checked={opensNext}
          onChange={(event) => setOpensNext(event.currentTarget.checked)}
        />
      </section>
      <section ref={pane} tabIndex={-1} className={styles.pane} aria-label={text.queue.pane}>
        {inPlace ??
          (id === undefined ? (
            <Empty>{text.queue.choose}</Empty>
          ) : (
            <Chosen key={id} id={id}>
              {(one) => children(one, handled)}
            </Chosen>
          ))}
      </section>
    </div>
  )
}

/** The chosen case, read by itself: it stays in sight when somebody else has taken it out of the list. */
function Chosen({ id, children }: { id: string; children: (chosen: Case) => ReactNode }) {
  const text = useText()
  const read = useQuery(oneCase(id))
  if (read.isPending) return <Empty>{text.common.loading}</Empty>
  if (read.data === undefined)
    return <ProblemAlert problem={read.error} onRetry={() => void read.refetch()} />
  return children(read.data)
}
