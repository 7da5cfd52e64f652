/** The one button that does what comes next, and what is being done. */
import { Button, Text } from '@mantine/core'

import type { Book, Case } from '../../api/types'
import { useText } from '../../text/text'
import type { Unseen } from '../../pdf/sight'
import { ReasonedButton } from '../../ui/ReasonedButton'
import { useShortcut } from '../../ui/keys'
import { useSealReason } from './readiness'
import type { Phase } from './sealing'

export type Asked = 'number' | 'numberAndSeal' | 'release'

interface Props {
  of: Case
  book: Book | undefined
  /** Why the page that is sealed counts as not seen. */
  unseen: Unseen | undefined
  phase: Phase | undefined
  onStop: () => void
  onAsk: (what: Asked) => void
  onSeal: () => void
}

const KEYS = 'Ctrl+Enter'

export function SealActions({ of, book, unseen, phase, onStop, onAsk, onSeal }: Props) {
  const text = useText()
  const { act, why } = text.clerk
  const cannotSeal = useSealReason() ?? (unseen && why.unseen[unseen])
  const busy = phase === undefined ? undefined : why.busy
  const noBook = book ? undefined : why.noBook

  const next = {
    signed: { name: act.numberAndSeal, reason: noBook ?? cannotSeal, does: () => onAsk('numberAndSeal') },
    numbered: { name: act.seal, reason: cannotSeal, does: onSeal },
    sealed: { name: act.release, reason: undefined, does: () => onAsk('release') },
  }
  const main = of.state in next ? next[of.state as keyof typeof next] : undefined
  const reason = busy ?? main?.reason
  useShortcut(
    KEYS,
    main?.name ?? act.seal,
    () => {
      if (reason === undefined) main?.does()
    },
    main !== undefined,
  )
  if (!main)
    return (
      <Text size="sm" c="dimmed">
        {why.gone(text.common.states[of.state])}
      </Text>
    )
  return (
    <>
      <ReasonedButton reason={reason} keys={KEYS} loading={phase !== undefined} onClick={main.does}>
        {main.name}
      </ReasonedButton>
      {of.state === 'signed' && phase === undefined && noBook === undefined && (
        <Button variant="default" onClick={() => onAsk('number')}>
          {act.numberOnly}
        </Button>
      )}
      <Text size="sm" role="status">
        {phase && text.clerk.phase[phase]}
      </Text>
      {phase === 'pin' && (
        <Button size="compact-sm" variant="default" onClick={onStop}>
          {text.clerk.stop}
        </Button>
      )}
    </>
  )
}
