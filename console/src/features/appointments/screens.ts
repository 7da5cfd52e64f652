/** The screens of this feature: address, and how each is loaded. */
export const appointments = [{ path: '/lich-hen/:id?', load: () => import('./Appointments') }]
