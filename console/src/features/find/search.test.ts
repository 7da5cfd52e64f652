import { expect, test } from 'vitest'

import type { Case } from '../../api/types'
import { asks, gathered, looksPersonal } from './search'

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

test('an older case is found behind pages on which nothing matched', async () => {
  const pages = [{ cases: [], next: 'b' }, { cases: [], next: 'c' }, { cases: [{ id: 'old' } as Case] }]
  const asked: (string | undefined)[] = []
  const found = await gathered((cursor) => {
    asked.push(cursor)
    return Promise.resolve(pages[asked.length - 1] ?? { cases: [] })
  })
  expect(found).toEqual({ cases: [{ id: 'old' }], more: false })
  expect(asked).toEqual([undefined, 'b', 'c'])
})

test('reading on ends with enough to show, and says that there is more', async () => {
  const page = { cases: Array.from({ length: 30 }, (_, at) => ({ id: `${at}` }) as Case), next: 'more' }
  const found = await gathered(() => Promise.resolve(page))
  expect(found.cases).toHaveLength(60)
  expect(found.more).toBe(true)
  const empty = await gathered(() => Promise.resolve({ cases: [], next: 'on' }))
  expect(empty).toEqual({ cases: [], more: true })
})
