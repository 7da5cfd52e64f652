/** The screens of this feature: address, and how each is loaded. */
const queue = () => import('./SignQueue').then(({ SignQueue }) => ({ Component: SignQueue }))

export const signer = [
  { path: '/cho-ky', load: queue },
  { path: '/cho-ky/:id', load: queue },
  {
    path: '/ca-nhan',
    load: () => import('./profile/ProfilePage').then(({ ProfilePage }) => ({ Component: ProfilePage })),
  },
]
