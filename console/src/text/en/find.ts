import type { Text } from '../vi'

export const find: Text['find'] = {}
