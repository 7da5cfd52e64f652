/** The screens of this feature: address, and how each is loaded. */
export const clerk = [
  { path: '/cho-dong-dau/:id?', load: async () => ({ Component: (await import('./SealQueue')).SealQueue }) },
]
