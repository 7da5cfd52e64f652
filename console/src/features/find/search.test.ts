import { expect, test } from 'vitest'

import { asks, looksPersonal } from './search'

const nothing = { search: '', day: '', type: '', state: '' } as const

test('nothing is searched before something is asked for', () => {
  expect(asks(nothing)).toBe(false)
  expect(asks({ ...nothing, search: '  ' })).toBe(false)
  expect(asks({ ...nothing, day: '2026-11-26' })).toBe(true)
  expect(asks({ ...nothing, state: 'cancelled' })).toBe(true)
})

test('personal numbers are kept out of addresses', () => {
  expect(looksPersonal('001099000101')).toBe(true)
  expect(looksPersonal('Trần 001 099 000 101'.replace(/(\d) (?=\d)/g, '$1'))).toBe(true)
  expect(looksPersonal('127/ĐT')).toBe(false)
  expect(looksPersonal('Trần Văn Thử 2026')).toBe(false)
})
