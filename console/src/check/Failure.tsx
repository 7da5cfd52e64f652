/** No answer: why, and what to do. */
import { useEffect, useRef, useState } from 'react'

import { Problem, Unreachable } from '../api/problem'
import { Icon } from '../ui/Icon'
import { TooMany } from './ask'
import { useWords, type Words } from './words'

export function Failure({ problem, onRetry }: { problem: unknown; onRetry?: () => void }) {
  const words = useWords()
  const said = useRef<HTMLDivElement>(null)
  const left = useSecondsLeft(problem instanceof TooMany ? problem.until : 0)
  useEffect(() => said.current?.focus(), [problem])
  const requestId =
    problem instanceof Problem || problem instanceof Unreachable ? problem.requestId : undefined
  return (
    <div ref={said} className="failure" role="alert" tabIndex={-1}>
      <Icon name="alert" />
      <div>
        <p>{reason(problem, left, words)}</p>
        {requestId && <p className="hint">{words.problems.requestId(requestId)}</p>}
        {onRetry && left === 0 && (
          <button type="button" className="plain" onClick={onRetry}>
            {words.problems.retry}
          </button>
        )}
      </div>
    </div>
  )
}

function reason(problem: unknown, left: number, { problems }: Words): string {
  if (problem instanceof TooMany) return left > 0 ? problems.tooMany(left) : problems.tooManyOver
  if (problem instanceof Problem) return `${problem.title}. ${problem.message}`
  if (problem instanceof Unreachable) return problems.unreachable
  return problems.unexpected
}

function useSecondsLeft(until: number): number {
  const [now, setNow] = useState(() => Date.now())
  const left = Math.max(0, Math.ceil((until - now) / 1000))
  useEffect(() => {
    if (left === 0) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [left])
  return left
}
