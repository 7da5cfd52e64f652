/** Which agency is set up: one's own, or for the centre any that the address names (`?agency=`). */
import { createContext, useContext } from 'react'

export interface Scope {
  /** The other agency; undefined for one's own. */
  agency: string | undefined
  /** The identifier of the agency that is set up. */
  id: string
  centre: boolean
  /** For calls that name it. */
  query: { agency?: string }
}

export const ScopeContext = createContext<Scope | undefined>(undefined)

export function useScope(): Scope {
  const scope = useContext(ScopeContext)
  if (!scope) throw new Error('useScope outside of the settings')
  return scope
}
