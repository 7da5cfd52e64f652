/** What is about to happen to the ticked copies: which numbers, from which book, where they go. One confirmation. */
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'

import type { Case } from '../../../api/types'
import { CaseDocument } from '../../../pdf/CaseDocument'
import { useInSight } from '../../../pdf/sight'
import styles from '../../../queue/pane.module.css'
import { SigningMissing } from '../../../signing/SigningStatus'
import { useText } from '../../../text/text'
import { Confirm } from '../../../ui/Confirm'
import { Empty } from '../../../ui/Empty'
import { ReasonedButton } from '../../../ui/ReasonedButton'
import { State } from '../../../ui/State'
import { useShortcut } from '../../../ui/keys'
import { BookChoice } from '../BookChoice'
import { Readiness } from '../Readiness'
import { useSealReason } from '../readiness'
import { useChosenBook } from '../useChosenBook'
import { tick } from './lines'
import { runBatch } from './run'

interface Props {
  chosen: readonly Case[]
  opened: string | undefined
}

export function BatchReview({ chosen, opened }: Props) {
  const text = useText()
  const words = text.clerk.batch
  const book = useChosenBook()
  const cannotSeal = useSealReason()
  const [asked, ask] = useState(false)
  const toNumber = chosen.filter(({ state }) => state === 'signed').length
  const toSeal = chosen.some(({ state }) => state !== 'sealed')
  const seen = chosen.find(({ id }) => id === opened)
  const { unseen, tell } = useInSight(seen?.id, false)
  // One that is looked at must be seen; the others are sealed as their leader signed them.
  const notSeen = seen && !seen.seal && unseen ? text.clerk.why.unseen[unseen] : undefined
  const reason =
    toNumber > 0 && !book.book ? text.clerk.why.noBook : toSeal ? (cannotSeal ?? notSeen) : undefined
  useShortcut('Ctrl+Enter', words.act(chosen.length), () => {
    if (reason === undefined) ask(true)
  })
  return (
    <div className={styles.pane}>
      <div className={styles.head}>
        <Title order={2}>{words.title(chosen.length)}</Title>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() =>
            tick(
              chosen.map(({ id }) => id),
              false,
            )
          }
        >
          {words.untick}
        </Button>
      </div>
      <Stack gap={6} px="md" pb={8}>
        {toSeal && <SigningMissing />}
        {toSeal && <Readiness />}
        {toNumber > 0 && <BookChoice chosen={book} />}
      </Stack>
      <div className={styles.columns}>
        <div className={styles.document}>
          {seen ? (
            <CaseDocument
              key={seen.id}
              id={seen.id}
              version={seen.seal ? 'sealed' : 'signed'}
              seen={seen.seal?.sha256 ?? 'signed'}
              startAt={-1}
              watched={-1}
              onSight={tell}
            />
          ) : (
            <Empty>{words.look}</Empty>
          )}
        </div>
        {/* Scrolled by keyboard, so it can be reached by keyboard. */}
        <ul
          className={styles.aside}
          style={{ margin: 0, listStyle: 'none' }}
          aria-label={words.list}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
          tabIndex={0}
        >
          {chosen.map((one) => (
            <li key={one.id} style={{ marginBottom: 8 }}>
              <Text size="sm" fw={600}>
                {one.requester.name}
              </Text>
              <Text size="xs">
                {one.number ? `${one.number.text} · ` : ''}
                {one.original_name}
              </Text>
              <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                → {one.requester.account ?? one.requester.email}
              </Text>
              <State state={one.state} />
            </li>
          ))}
        </ul>
      </div>
      <Group className={styles.actions} gap="sm">
        <ReasonedButton reason={reason} keys="Ctrl+Enter" onClick={() => ask(true)}>
          {words.act(chosen.length)}
        </ReasonedButton>
      </Group>
      <Confirm
        opened={asked}
        title={words.confirmTitle(chosen.length)}
        action={words.act(chosen.length)}
        onClose={() => ask(false)}
        onConfirm={() => {
          ask(false)
          void runBatch(chosen, book.book?.id)
        }}
      >
        <Stack gap="xs">
          {toNumber > 0 && book.book && (
            <Text size="sm">{words.numbers(toNumber, book.book.next_text, book.book.text)}</Text>
          )}
          <Text size="sm">{words.sends}</Text>
        </Stack>
      </Confirm>
    </div>
  )
}
