/** A small button for what takes a moment and changes nothing: busy meanwhile, and what went wrong stands beside it. */
import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'

import { Icon, type IconName } from './Icon'
import { ProblemAlert } from './ProblemAlert'

interface Props {
  icon: IconName
  act: () => Promise<void>
  children: ReactNode
}

export function ActButton({ icon, act, children }: Props) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const begin = () => {
    setBusy(true)
    setProblem(undefined)
    act()
      .catch(setProblem)
      .finally(() => setBusy(false))
  }
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<Icon name={icon} size={15} />}
        loading={busy}
        onClick={begin}
      >
        {children}
      </Button>
      <ProblemAlert problem={problem} />
    </>
  )
}
