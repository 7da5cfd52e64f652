import type { Text } from '../vi'

export const frame: Text['frame'] = {
  menu: 'Menu',
  skip: 'To the main content',
  signOut: 'Sign out',
  language: 'Language',
  shortcuts: 'Keyboard shortcuts',
  inDialog: 'In a dialog: Ctrl+Enter presses its main button, Esc closes it.',
  newCase: 'New copy of an original',
  drafts: 'Cases being received',
  appointments: 'Appointments to handle',
  returned: 'Returned cases',
  toSign: 'Copies to sign',
  profile: 'My page',
  toSeal: 'Copies to seal',
  books: 'Register books',
  sealImage: 'Seal',
  deliveries: 'Deliveries',
  find: 'Find a case',
  settings: 'Administration',
  waiting: (n) => `${n} waiting`,
  noRole: {
    title: 'No role yet',
    detail: 'This account has no role at its agency. Ask the administrator for one, then sign in again.',
  },
  notFound: { title: 'No such page', detail: 'The address is wrong, or the page is for another role.' },
  lost: 'The connection is lost. Trying again; what you typed is kept.',
  down: 'The system does not answer yet. Trying again; what you typed is kept.',
  earlier: 'An earlier request is still being carried out. Waiting for its result; no need to press again.',
  since: (time) => `since ${time}`,
  code: 'Request',
  expired: {
    title: 'Your session has ended',
    detail: 'Sign in again to go on. What you were typing is kept.',
    signIn: 'Sign in again',
    blocked: 'The browser blocked the sign-in window. Allow pop-ups of this page, then press again.',
  },
  broken: {
    title: 'This page failed',
    detail: 'The screen stopped on an unforeseen error. Nothing that was sent is lost. Reload to go on.',
  },
  stale: {
    title: 'Not signed in yet',
    detail:
      'The browser does not keep the sign-in. Allow this page to store data (do not block cookies), then load the page again.',
  },
  start: {
    title: 'The system could not be opened',
    detail: 'The settings could not be read or the sign-in failed. Check the network, then reload.',
  },
}
