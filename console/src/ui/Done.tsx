/** The one confirmation on a screen: of what was done last, for as long as nothing else is begun. */
import { Alert, Text } from '@mantine/core'
import { useEffect, useSyncExternalStore, type ReactNode } from 'react'

import { Icon } from './Icon'

interface Said {
  words: ReactNode
  /** It is read on the next screen. */
  elsewhere: boolean
  /** It was not done. */
  refused?: true
}

let last: Said | undefined
const listeners = new Set<() => void>()

/** Says what was done, in the place of what was said before; without words that is taken back, as a new act begins. */
export function sayDone(words?: ReactNode, elsewhere = false): void {
  last = words === undefined ? undefined : { words, elsewhere }
  listeners.forEach((tell) => tell())
}

/** Says in the same place why it was not done, when the screen has gone on to something else. */
export function sayRefused(words: ReactNode): void {
  last = { words, elsewhere: false, refused: true }
  listeners.forEach((tell) => tell())
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether something is said to be done. */
export function useDone(): ReactNode {
  return useSyncExternalStore(subscribe, () => last)?.words
}

/** Where a screen shows it. What was said on another screen is not repeated on this one. */
export function Done() {
  const words = useDone()
  const refused = last?.refused === true
  useEffect(() => {
    if (last?.elsewhere) last = { ...last, elsewhere: false }
    return () => {
      if (!last?.elsewhere) sayDone()
    }
  }, [])
  return (
    <div role="status">
      {words !== undefined && (
        <Alert
          role="note"
          color={refused ? 'yellow' : 'green'}
          icon={<Icon name={refused ? 'alert' : 'check'} />}
          p="xs"
        >
          <Text size="sm" component="div">
            {words}
          </Text>
        </Alert>
      )}
    </div>
  )
}
