import type { Text } from '../vi'

export const officer: Text['officer'] = {}
