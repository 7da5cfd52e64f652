/** What may be done about the time limit of a case while somebody holds it: the slip of return, and its extension. */
import { useMe } from '../api/queries'
import type { Case } from '../api/types'
import { ExtendCase } from './ExtendCase'
import { SlipButton } from './SlipButton'

export function TimeLimitActions({ of }: { of: Case }) {
  const roles = useMe().data?.roles ?? []
  const officer = roles.includes('officer')
  if (of.held_by === undefined) return null
  return (
    <>
      {officer && <SlipButton of={of} />}
      {!of.extension && (officer || roles.includes('signer')) && <ExtendCase of={of} />}
    </>
  )
}
