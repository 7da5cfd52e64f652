/** The states in which a case is the clerk's. */
import type { CaseState } from '../../api/types'

export const WAITING: readonly CaseState[] = ['signed', 'numbered', 'sealed']
