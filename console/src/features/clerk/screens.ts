/** The screens of this feature: address, and how each is loaded. */
export const clerk = [
  { path: '/cho-dong-dau/:id?', load: async () => ({ Component: (await import('./SealQueue')).SealQueue }) },
  {
    path: '/gui-tra/:id?',
    load: async () => ({ Component: (await import('./DeliveriesPage')).DeliveriesPage }),
  },
  { path: '/con-dau', load: async () => ({ Component: (await import('./SealPage')).SealPage }) },
]
