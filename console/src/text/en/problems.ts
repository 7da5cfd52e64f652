import type { Text } from '../vi'

export const problems: Text['problems'] = {
  unreachable: {
    title: 'The system cannot be reached',
    detail: 'This was not done. Check the network and try again.',
  },
  unexpected: {
    title: 'Something failed',
    detail: 'The page met an unforeseen error. Try again; if it stays, reload.',
  },
  requestId: 'Code to quote to support',
}
