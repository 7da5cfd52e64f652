/** The screens of this feature: address, and how each is loaded. */
export const officer = [
  { path: '/them-moi/:id?', load: () => import('./NewCase') },
  { path: '/dang-tiep-nhan/:id?', load: () => import('./Drafts') },
  { path: '/tu-choi/:id?', load: () => import('./Returned') },
]
