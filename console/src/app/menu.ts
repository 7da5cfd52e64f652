/** What each role finds in the menu, under the names that the officials know. */
import type { Role, Schema } from '../api/types'
import type { Text } from '../text/vi'

export interface MenuItem {
  role: Role
  path: string
  name: { [K in keyof Text['frame']]: Text['frame'][K] extends string ? K : never }[keyof Text['frame']]
  /** The queue whose length stands beside it. */
  states?: readonly Schema['QueueName'][]
}

export const MENU: readonly MenuItem[] = [
  { role: 'officer', path: '/them-moi', name: 'newCase' },
  { role: 'officer', path: '/lich-hen', name: 'appointments' },
  { role: 'officer', path: '/tu-choi', name: 'returned', states: ['returned'] },
  { role: 'officer', path: '/dang-tiep-nhan', name: 'drafts', states: ['draft'] },
  { role: 'signer', path: '/cho-ky', name: 'toSign', states: ['awaiting_signature'] },
  { role: 'signer', path: '/ca-nhan', name: 'profile' },
  { role: 'clerk', path: '/cho-dong-dau', name: 'toSeal', states: ['signed', 'numbered', 'sealed'] },
  { role: 'clerk', path: '/so', name: 'books' },
  { role: 'clerk', path: '/con-dau', name: 'sealImage' },
  { role: 'clerk', path: '/gui-tra', name: 'deliveries', states: ['deliveries'] },
  { role: 'admin', path: '/quan-tri', name: 'settings' },
]

/** Everybody who works on cases may look one up. */
export const FIND: Omit<MenuItem, 'role'> = { path: '/tra-cuu', name: 'find' }

export function menuOf(roles: readonly Role[]): Omit<MenuItem, 'role'>[] {
  return [...MENU.filter(({ role }) => roles.includes(role)), FIND]
}
