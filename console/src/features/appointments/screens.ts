/** The screens of this feature: address, and how each is loaded. */
import type { Part } from '../../text/catalogue'

const text: Part[] = ['appointments', 'queue', 'officer', 'codes']

export const appointments = [
  { path: '/lich-hen/:id?', text, load: () => import('./Appointments') },
  { path: '/lich-hen-can-doi', text, load: () => import('./Displaced') },
]
