/** Every screen: its address and how it is loaded. A role's screens stand with its feature. */
import type { ComponentType } from 'react'

import type { Role } from '../api/types'
import { admin } from '../features/admin/screens'
import { appointments } from '../features/appointments/screens'
import { books } from '../features/books/screens'
import { clerk } from '../features/clerk/screens'
import { find } from '../features/find/screens'
import { officer } from '../features/officer/screens'
import { signer } from '../features/signer/screens'
import type { Part } from '../text/catalogue'

export interface Screen {
  path: string
  /** The words that are loaded with it. */
  text: readonly Part[]
  load: () => Promise<{ Component: ComponentType }>
}

/** For everybody who works on cases. */
export const SHARED: readonly Screen[] = find

export const SCREENS: Partial<Record<Role, readonly Screen[]>> = {
  officer: [...officer, ...appointments],
  signer,
  clerk: [...clerk, ...books],
  admin,
}
