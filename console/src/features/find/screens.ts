/** The screens of this feature: address, and how each is loaded. */
import type { Part } from '../../text/catalogue'

const text: Part[] = ['find', 'queue', 'pdf', 'codes']

export const find = [{ path: '/tra-cuu/:id?', text, load: () => import('./Find') }]
