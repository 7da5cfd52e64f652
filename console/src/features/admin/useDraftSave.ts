/** Saves a draft under the version that it was made from; reads everything again after it. */
import { useState } from 'react'

import { Problem } from '../../api/problem'
import { useDone } from '../../ui/Done'
import { useSave, type Errors } from '../../ui/useSave'
import type { Draft } from './draft'
import { readAgain } from './queries'

export function useDraftSave<F extends string, V, D>(fields: readonly F[], draft: Draft<V, D>) {
  const saving = useSave(fields)
  const [saved, setSaved] = useState(false)
  const done = useDone() // of another act on the same screen
  return {
    ...saving,
    saved: saved && done === undefined,
    /** `answered` puts what was answered in the place of what was read. */
    send: (wrong: Errors<F>, send: () => Promise<D>, answered: (answer: D) => void) => {
      setSaved(false)
      const sent = draft.value
      saving.save(
        wrong,
        () => send().catch(readAgainAfter),
        (answer) => {
          draft.accept(answer, sent)
          answered(answer)
          setSaved(true)
          readAgain()
        },
      )
    },
  }
}

/** A refusal because of somebody else's change shows what they made of it. */
export function readAgainAfter(refused: unknown): never {
  if (refused instanceof Problem && refused.meanwhile) readAgain()
  throw refused
}
