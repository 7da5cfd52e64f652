/** The screens of this feature: address, and how each is loaded. */
import type { Part } from '../../text/catalogue'

const text: Part[] = ['signer', 'queue', 'pdf']

const queue = () => import('./SignQueue').then(({ SignQueue }) => ({ Component: SignQueue }))

export const signer = [
  { path: '/cho-ky', text, load: queue },
  { path: '/cho-ky/:id', text, load: queue },
  {
    path: '/ca-nhan',
    text: [...text, 'images'] satisfies Part[],
    load: () => import('./profile/ProfilePage').then(({ ProfilePage }) => ({ Component: ProfilePage })),
  },
]
