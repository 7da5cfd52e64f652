import type { Text } from '../vi'

export const check: Text['check'] = {}
