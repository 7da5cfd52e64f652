import type { Text } from '../vi'

export const appointments: Text['appointments'] = {}
