import type { Text } from '../vi'

export const signer: Text['signer'] = {}
