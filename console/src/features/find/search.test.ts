import { expect, test } from 'vitest'

import type { Case } from '../../api/types'
import { asks, closeness, gathered } from './search'

const nothing = { search: '', day: '', type: '', state: '' } as const

test('nothing is searched before something is asked for', () => {
  expect(asks(nothing)).toBe(false)
  expect(asks({ ...nothing, search: '  ' })).toBe(false)
  expect(asks({ ...nothing, day: '2026-11-26' })).toBe(true)
  expect(asks({ ...nothing, state: 'cancelled' })).toBe(true)
})

test('diacritics that were typed count, and those that were not do not', () => {
  const named = (name: string) => ({ requester: { name }, original_name: 'Bằng tốt nghiệp' }) as Case
  const close = (search: string) =>
    ['Lê Văn Dương', 'Lê Thị Đường'].map((name) => closeness(search, named(name)))
  expect(close('dương')).toEqual([1, 0])
  expect(close('Đường lê')).toEqual([1, 2])
  expect(close('duong')).toEqual([0, 0])
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
