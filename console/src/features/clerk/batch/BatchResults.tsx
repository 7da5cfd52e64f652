/** A list that ticks itself: each copy with its number, how far it is, or why it stopped. */
import { Button, Group, Progress, Text, Title } from '@mantine/core'

import { Problem } from '../../../api/problem'
import styles from '../../../queue/pane.module.css'
import { ServiceProblem } from '../../../signing/service'
import type { Text as Words } from '../../../text/vi'
import { useText } from '../../../text/text'
import { Icon } from '../../../ui/Icon'
import { useShortcut } from '../../../ui/keys'
import lists from './batch.module.css'
import { batch as store, Gone, type Batch, type Line } from './lines'
import { resumeBatch, stopBatch } from './run'

export function BatchResults({ batch: { phase, lines } }: { batch: Batch }) {
  const words = useText().clerk.batch
  const ended = phase === 'ended'
  const done = lines.filter(({ state }) => state === 'done').length
  const failed = lines.filter(({ state }) => state === 'failed').length
  const leave = () => store.set(undefined)
  useShortcut('Ctrl+Enter', words.close, leave, ended)
  return (
    <div className={styles.pane}>
      <div className={styles.head}>
        <Title order={2}>{words.title(lines.length)}</Title>
        <Text size="sm" role="status">
          {ended
            ? words.ended(done, lines.length - done)
            : `${words.phases[phase]} ${words.count(done, lines.length)}`}
        </Text>
      </div>
      <Progress
        value={(100 * (done + failed)) / lines.length}
        size="sm"
        radius={0}
        aria-label={words.progress}
      />
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul className={lists.lines} aria-label={words.results} tabIndex={0}>
        {/* What needs a hand stands on top. */}
        {[...lines]
          .sort((a, b) => Number(b.state === 'failed') - Number(a.state === 'failed'))
          .map((line) => (
            <ResultLine key={line.of.id} line={line} ended={ended} />
          ))}
      </ul>
      <Group className={styles.actions} gap="sm">
        {ended ? (
          <>
            <Button onClick={leave} aria-keyshortcuts="Control+Enter">
              {words.close}
            </Button>
            {done < lines.length && <Text size="sm">{words.stay}</Text>}
          </>
        ) : (
          <Button variant="default" onClick={stopBatch}>
            {words.stop}
          </Button>
        )}
      </Group>
    </div>
  )
}

function ResultLine({ line: { of, state, problem }, ended }: { line: Line; ended: boolean }) {
  const text = useText()
  const { states, left } = text.clerk.batch
  const at = ended && state !== 'done' && state !== 'failed' ? left : states[state]
  return (
    <li className={lists.line} data-state={state}>
      <Icon name={state === 'done' ? 'check' : state === 'failed' ? 'alert' : 'clock'} size={16} />
      <div>
        <Text size="sm">
          <b>{of.number?.text ?? '—'}</b> · {of.requester.name} · {of.original_name}
        </Text>
        {problem !== undefined && <Text size="xs">{cause(problem, text)}</Text>}
      </div>
      <Text size="xs" ml="auto" style={{ flex: 'none' }}>
        {at}
      </Text>
    </li>
  )
}

function cause(problem: unknown, text: Words): string {
  if (problem instanceof Problem) return problem.message
  if (problem instanceof ServiceProblem) return problem.words(text).detail
  if (problem instanceof Gone) return text.queue.gone(text.common.states[problem.state])
  if (problem instanceof DOMException) return text.clerk.batch.left
  return text.problems.unexpected.detail
}

/** Loaded with what shows it: a batch that a closed tab left. */
export { resumeBatch }
