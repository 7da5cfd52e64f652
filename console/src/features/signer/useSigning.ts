/** Ký số on one case: prepares anew where it must, asks the desk, and says how far it is. */
import { useEffect, useRef, useState } from 'react'

import { Problem } from '../../api/problem'
import { oneCase, queries, refreshAfter } from '../../api/queries'
import type { Case } from '../../api/types'
import { insistOnBound } from '../../signing/certificate'
import { samePlace, type Place } from '../../pdf/place'
import { sayDone } from '../../ui/Done'
import { holds, type Preparation } from './preparing'
import { mustPrepareAgain, signOne, type Phase } from './signing'

export interface Signing {
  phase: Phase | undefined
  problem: unknown
  /** It had to be prepared anew after the desk had signed; the person is to press once more. */
  again: boolean
  start: () => void
  stop: () => void
}

export function useSigning(
  of: Case,
  { prepared, again: prepareAgain }: Preparation,
  draft: Place | undefined,
  /** `left`: the person has turned to something else meanwhile. */
  onSigned: (signed: Case, left: boolean) => void,
  /** Another hand has taken the case out of the queue. */
  onGone: (refused: Problem) => void,
): Signing {
  const [phase, setPhase] = useState<Phase>()
  const [problem, setProblem] = useState<unknown>()
  const [again, setAgain] = useState(false)
  const running = useRef<AbortController>(undefined)
  // Leaving the case takes the question at the desk back.
  useEffect(() => () => running.current?.abort(), [])

  const run = async (signal: AbortSignal) => {
    setProblem(undefined)
    setAgain(false)
    setPhase('preparing')
    const bound = await insistOnBound('certificate', signal)
    const asked = draft ?? prepared?.asked
    // Looked at before the PIN is asked for: another counter may have taken the case a moment ago.
    const now = await queries.query({ ...oneCase(of.id), staleTime: 0 })
    const good = prepared && now.state === 'awaiting_signature' && holds(prepared, now)
    const stays = samePlace(prepared?.asked, asked)
    const ready = good && stays && prepared.view.certificate === bound ? prepared : await prepareAgain(asked) // or says who has taken it
    if (!good && stays) {
      setAgain(true) // nobody has seen it
      return
    }
    const signed = await signOne(of, ready, setPhase, signal)
    onSigned(signed, signal.aborted)
  }
  const start = () => {
    if (running.current) return
    sayDone()
    const controller = new AbortController()
    running.current = controller
    run(controller.signal)
      .catch((cause: unknown) => {
        if (controller.signal.aborted) return
        if (mustPrepareAgain(cause)) {
          setAgain(true)
          prepareAgain(draft ?? prepared?.asked).catch(() => undefined) // the preparation says it
          return
        }
        setProblem(cause)
        refreshAfter(cause, of.id)
        if (cause instanceof Problem && cause.is('wrong-state')) onGone(cause)
      })
      .finally(() => {
        running.current = undefined
        setPhase(undefined)
      })
  }
  return { phase, problem, again, start, stop: () => running.current?.abort() }
}
