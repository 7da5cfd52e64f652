/** Sending a form: what is wrong stands at its field, what belongs to no field stands as a problem, nothing typed goes. */
import { useState } from 'react'

import { Problem } from '../api/problem'
import { sayDone } from './Done'

export type Errors<F extends string> = Partial<Record<F, string>>

export interface Saving<F extends string> {
  busy: boolean
  errors: Errors<F>
  problem: unknown
  /** Takes an error off when its field is changed. */
  clear: (field: F) => void
  /** Sends, unless the check finds something. */
  save: <T>(wrong: Errors<F>, send: () => Promise<T>, done: (answer: T) => void) => void
}

export function useSave<F extends string>(fields: readonly F[]): Saving<F> {
  const [busy, setBusy] = useState(false)
  const [errors, setErrors] = useState<Errors<F>>({})
  const [problem, setProblem] = useState<unknown>()

  const show = (found: Errors<F>) => {
    setErrors(found)
    // The first wrong field, once it is marked.
    setTimeout(() => {
      const where = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document
      where.querySelector<HTMLElement>('[aria-invalid=true], [data-error] input')?.focus()
    })
  }
  return {
    busy,
    errors,
    problem,
    clear: (field) => setErrors((before) => ({ ...before, [field]: undefined })),
    save: (wrong, send, done) => {
      setProblem(undefined)
      if (Object.values(wrong).some((error) => error !== undefined)) {
        show(wrong)
        return
      }
      setErrors({})
      setBusy(true)
      sayDone()
      send()
        .then(done, (refused: unknown) => {
          const field = fieldOf(refused, fields)
          if (field !== undefined) show({ [field]: (refused as Problem).message } as Errors<F>)
          else setProblem(refused)
        })
        .finally(() => setBusy(false))
    },
  }
}

function fieldOf<F extends string>(problem: unknown, fields: readonly F[]): F | undefined {
  if (!(problem instanceof Problem) || typeof problem.facts.field !== 'string') return undefined
  const named = problem.facts.field
  return fields.find((field) => field === named) ?? fields.find((field) => field === named.split(/[.[]/)[0])
}
