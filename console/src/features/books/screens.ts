/** The screens of this feature: address, and how each is loaded. */
import type { Part } from '../../text/catalogue'

const text: Part[] = ['books', 'codes']

export const books = [
  { path: '/so', text, load: async () => ({ Component: (await import('./BooksPage')).BooksPage }) },
  { path: '/so/:id', text, load: async () => ({ Component: (await import('./BookPage')).BookPage }) },
]
