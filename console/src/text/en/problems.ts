import type { Text } from '../vi'

export const problems: Text['problems'] = {
  unreachable: {
    title: 'The system cannot be reached',
    detail:
      'It is not known whether this was done. Check the network and press again: nothing is done twice.',
  },
  unexpected: {
    title: 'Something failed',
    detail: 'The page met an unforeseen error. Try again; if it stays, reload.',
  },
  requestId: 'Code to quote to support',
}
