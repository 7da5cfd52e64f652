/** The screens of this feature: address, and how each is loaded. */
export const books = [
  { path: '/so', load: async () => ({ Component: (await import('./BooksPage')).BooksPage }) },
  { path: '/so/:id', load: async () => ({ Component: (await import('./BookPage')).BookPage }) },
]
