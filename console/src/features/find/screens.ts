/** The screens of this feature: address, and how each is loaded. */
export const find = [{ path: '/tra-cuu/:id?', load: () => import('./Find') }]
