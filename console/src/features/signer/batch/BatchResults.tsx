/** A list that ticks itself: each file signed, or not with its cause. What was not signed stays ticked. */
import { Button, Group, Progress, Text, Title } from '@mantine/core'

import queueStyles from '../../../queue/pane.module.css'
import { Problem } from '../../../api/problem'
import { ServiceProblem } from '../../../signing/service'
import { useText } from '../../../text/text'
import type { Text as Words } from '../../../text/vi'
import { Icon, type IconName } from '../../../ui/Icon'
import { useShortcut } from '../../../ui/keys'
import { ProblemAlert } from '../../../ui/ProblemAlert'
import styles from './batch.module.css'
import { batch as store, maySign, type Batch, type Line, type LineState } from './lines'
import { resumeBatch, stopBatch } from './run'

const ICONS: Record<LineState, IconName> = {
  waiting: 'clock',
  preparing: 'clock',
  prepared: 'clock',
  checking: 'clock',
  signed: 'check',
  failed: 'alert',
  stopped: 'close',
}

export function BatchResults({ batch }: { batch: Batch }) {
  const text = useText()
  const words = text.signer.batch
  const { lines, phase } = batch
  const count = (state: LineState) => lines.filter((line) => line.state === state).length
  const signed = count('signed')
  const failed = count('failed')
  const ended = phase === 'ended'
  const done = ended ? lines.length : signed + failed
  const left = lines.filter(({ state, of }) => state !== 'signed' && maySign(of)).length
  const leave = () => store.set(undefined)
  useShortcut('Ctrl+Enter', words.close, leave, ended)
  return (
    <div className={queueStyles.pane}>
      <div className={queueStyles.head}>
        <Title order={2}>{words.title(lines.length)}</Title>
        <Text size="sm" role="status">
          {ended
            ? words.ended(signed, lines.length - signed, left)
            : `${words.phases[phase]}… ${words.count(done, lines.length)}`}
        </Text>
      </div>
      <Progress value={(100 * done) / lines.length} size="sm" radius={0} aria-label={words.progress} />
      {ended && batch.problem !== undefined && <ProblemAlert problem={batch.problem} />}
      {/* Scrolled by keyboard, so it can be reached by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul className={styles.lines} aria-label={words.results} tabIndex={0}>
        {/* What needs a hand stands on top. */}
        {[...lines]
          .sort((a, b) => rank(a) - rank(b))
          .map((line) => (
            <ResultLine key={line.of.id} line={line} />
          ))}
      </ul>
      <Group className={queueStyles.actions} gap="sm">
        {ended ? (
          <>
            <Button onClick={leave} aria-keyshortcuts="Control+Enter">
              {left > 0 ? words.again(left) : words.close}
            </Button>
            {signed > 0 && <Text size="sm">{words.handedOn(signed)}</Text>}
          </>
        ) : (
          <Button variant="default" onClick={stopBatch}>
            {text.signer.stop}
          </Button>
        )}
      </Group>
    </div>
  )
}

function rank({ state }: Line): number {
  return state === 'failed' ? 0 : state === 'stopped' ? 1 : 2
}

function ResultLine({ line: { of, state, problem } }: { line: Line }) {
  const text = useText()
  return (
    <li className={styles.line} data-state={state}>
      <Icon name={ICONS[state]} size={16} />
      <div>
        <Text span size="sm" fw={600}>
          {of.requester.name}
        </Text>
        <Text span size="sm">
          {' · '}
          {of.original_name}
        </Text>
        {problem !== undefined && <Text size="xs">{cause(problem, text)}</Text>}
      </div>
      <Text size="xs" ml="auto" style={{ flex: 'none' }}>
        {text.signer.batch.states[state]}
      </Text>
    </li>
  )
}

function cause(problem: unknown, text: Words): string {
  if (problem instanceof Problem) return problem.message
  if (problem instanceof ServiceProblem) return problem.words(text).detail
  return text.problems.unexpected.detail
}

/** Loaded with what shows it: a batch that a closed tab left. */
export { resumeBatch }
