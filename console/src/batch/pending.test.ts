import { beforeEach, expect, test, vi } from 'vitest'

import { pendingUnder, type Pending } from './pending'

const KEY = 'pending-of-a-test'
const one: Pending = {
  id: 'A',
  prepared: 'p',
  at: '2026-11-26T08:00:00+07:00',
  signature: 's',
  fingerprint: 'f',
}
const kept = new Map<string, string>()

beforeEach(() => {
  kept.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
})

test('a signature is kept until the API has it', () => {
  const pending = pendingUnder(KEY)
  pending.keep([one, { ...one, id: 'B' }])
  pending.drop('A')
  expect(JSON.parse(kept.get(KEY) ?? '')).toEqual([{ ...one, id: 'B' }])
  pending.drop('B')
  expect(kept.has(KEY)).toBe(false)
})

test('only the certificate that signed has any', () => {
  const pending = pendingUnder(KEY)
  pending.keep([one])
  expect([pending.has('f'), pending.has('g')]).toEqual([true, false])
})

test('what is kept twice is kept as it was last', () => {
  const pending = pendingUnder(KEY)
  pending.keep([one])
  pending.keep([{ ...one, signature: 'later' }])
  expect(JSON.parse(kept.get(KEY) ?? '')).toEqual([{ ...one, signature: 'later' }])
})

test.each(['{"id":"A"}', '"A"', 'null', '[1, null, {"id": "A"}]', '[{"id": 1,', ''])(
  'something else in the storage, %s, is taken for none',
  async (other) => {
    kept.set(KEY, other)
    const pending = pendingUnder(KEY)
    expect(await pending.of('f')).toEqual([])
    pending.keep([one])
    expect(JSON.parse(kept.get(KEY) ?? '')).toEqual([one])
  },
)
