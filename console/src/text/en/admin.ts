import type { Text } from '../vi'

export const admin: Text['admin'] = {}
