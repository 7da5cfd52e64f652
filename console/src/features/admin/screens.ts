/** The screens of this feature: address, and how each is loaded. */
export const admin = [
  {
    path: '/quan-tri/:section?',
    load: async () => ({ Component: (await import('./AdminPage')).AdminPage }),
  },
]
