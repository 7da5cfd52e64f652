/** The screens of this feature: address, and how each is loaded. */
import type { Part } from '../../text/catalogue'

const text: Part[] = ['officer', 'queue', 'pdf', 'codes']

export const officer = [
  { path: '/them-moi/:id?', text, load: () => import('./NewCase') },
  { path: '/dang-tiep-nhan/:id?', text, load: () => import('./Drafts') },
  { path: '/tu-choi/:id?', text, load: () => import('./Returned') },
]
