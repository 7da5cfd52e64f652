import type { Text } from '../vi'

export const requester: Text['requester'] = {}
