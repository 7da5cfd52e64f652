/** The screens of this feature: address, and how each is loaded. */
import type { Part } from '../../text/catalogue'

const text: Part[] = ['admin', 'codes']

export const admin = [
  {
    path: '/quan-tri/:section?',
    text,
    load: async () => ({ Component: (await import('./AdminPage')).AdminPage }),
  },
]
