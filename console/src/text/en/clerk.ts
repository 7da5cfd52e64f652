import type { Text } from '../vi'

export const clerk: Text['clerk'] = {}
