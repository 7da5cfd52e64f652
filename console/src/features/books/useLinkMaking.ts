/** Having a file made and opening its short-lived link; a refusal stands at its field. */
import { useState } from 'react'

import { Problem } from '../../api/problem'
import { openLink } from '../../ui/openLink'

interface Made {
  url: string
  entries: number
}

export function useLinkMaking() {
  const [busy, setBusy] = useState(false)
  const [made, setMade] = useState<Made>()
  const [problem, setProblem] = useState<unknown>()
  const make = (asked: Promise<Made>) => {
    setBusy(true)
    setProblem(undefined)
    setMade(undefined)
    asked
      .then((link) => {
        setMade(link)
        openLink(link.url)
      }, setProblem)
      .finally(() => setBusy(false))
  }
  const field = problem instanceof Problem ? problem.field : undefined
  const at = (name: string) => (field === name && problem instanceof Problem ? problem.message : undefined)
  return { busy, made, make, at, problem: field === undefined ? problem : undefined }
}
