/** [Từ chối]: a ground and words for the officer. What was typed stays while the case is on screen. */
import { Button } from '@mantine/core'
import { useState } from 'react'

import type { Case } from '../../api/types'
import { useText } from '../../text/text'
import { useShortcut } from '../../ui/keys'
import { useUnsaved } from '../../ui/unsaved'
import { later } from '../../ui/later'
import type { Typed } from './ReturnDialog'

const ReturnDialog = later(() => import('./ReturnDialog').then(({ ReturnDialog }) => ReturnDialog))

interface Props {
  of: Case
  disabled: boolean
  onReturned: (returned: Case) => void
}

export function ReturnCase({ of, disabled, onReturned }: Props) {
  const text = useText()
  const [opened, setOpened] = useState(false)
  const [typed, setTyped] = useState<Typed>({ ground: undefined, words: '' })
  useUnsaved(typed.words.trim() !== '')
  useShortcut('T', text.signer.keys.back, () => setOpened(true), !disabled)
  return (
    <>
      <Button variant="default" disabled={disabled} aria-keyshortcuts="T" onClick={() => setOpened(true)}>
        {text.signer.back.open}
      </Button>
      {opened && (
        <ReturnDialog
          of={of}
          typed={typed}
          onType={(change) => setTyped((before) => ({ ...before, ...change }))}
          onClose={() => setOpened(false)}
          onReturned={onReturned}
        />
      )}
    </>
  )
}
