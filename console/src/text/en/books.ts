import type { Text } from '../vi'

export const books: Text['books'] = {}
