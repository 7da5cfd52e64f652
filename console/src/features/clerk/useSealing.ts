/** What is being done to a case: one thing at a time, told in words, taken up again where it stopped. */
import { useEffect, useRef, useState } from 'react'

import { refreshAfter } from '../../api/queries'
import type { Case } from '../../api/types'
import { insistOnBound } from '../../signing/certificate'
import { sayDone } from '../../ui/Done'
import { issueNumber, release, seal, type Phase } from './sealing'

export interface Sealing {
  phase: Phase | undefined
  problem: unknown
  /** Takes the question at the signing service back. */
  stop: () => void
  number: (one: Case, book: string) => Promise<void>
  seal: (one: Case) => Promise<void>
  /** Cấp số and Đóng dấu in one go; when the second fails the case stands numbered, and goes on from there. */
  numberAndSeal: (one: Case, book: string) => Promise<void>
  release: (one: Case) => Promise<boolean>
}

export function useSealing(): Sealing {
  const [phase, tell] = useState<Phase>()
  const [problem, say] = useState<unknown>()
  const under = useRef<AbortController>(undefined)
  useEffect(() => () => under.current?.abort(), [])

  const run = async (id: string, work: (signal: AbortSignal) => Promise<unknown>): Promise<boolean> => {
    const doing = new AbortController()
    under.current = doing
    say(undefined)
    sayDone()
    try {
      await work(doing.signal)
      return true
    } catch (cause) {
      if (!doing.signal.aborted) say(cause)
      refreshAfter(cause, id)
      return false
    } finally {
      tell(undefined)
    }
  }
  const begin = (first: Phase) => tell(first)
  return {
    phase,
    problem,
    stop: () => under.current?.abort(),
    number: async (one, book) => {
      begin('number')
      await run(one.id, (signal) => issueNumber(one, book, signal))
    },
    seal: async (one) => {
      begin('prepare')
      await run(one.id, async (signal) => {
        await insistOnBound('agency_certificate', signal)
        await seal(one, tell, signal)
      })
    },
    numberAndSeal: async (one, book) => {
      begin('number')
      await run(one.id, async (signal) => {
        // Before the number: it cannot be taken back when the seal fails.
        await insistOnBound('agency_certificate', signal)
        const numbered = await issueNumber(one, book, signal)
        await seal(numbered, tell, signal)
      })
    },
    release: (one) => {
      begin('release')
      return run(one.id, (signal) => release(one, signal))
    },
  }
}
