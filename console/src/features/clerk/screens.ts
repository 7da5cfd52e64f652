/** The screens of this feature: address, and how each is loaded. */
import type { Part } from '../../text/catalogue'

const text: Part[] = ['clerk', 'queue', 'pdf']

export const clerk = [
  {
    path: '/cho-dong-dau/:id?',
    text,
    load: async () => ({ Component: (await import('./SealQueue')).SealQueue }),
  },
  {
    path: '/gui-tra/:id?',
    text,
    load: async () => ({ Component: (await import('./DeliveriesPage')).DeliveriesPage }),
  },
  {
    path: '/con-dau',
    text: [...text, 'images'] satisfies Part[],
    load: async () => ({ Component: (await import('./SealPage')).SealPage }),
  },
]
