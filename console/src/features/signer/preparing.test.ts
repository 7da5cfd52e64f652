import { beforeEach, expect, test, vi } from 'vitest'

import type { Case } from '../../api/types'
import type { Place } from '../../pdf/place'

type Answer = (view: { prepared: string; version: number } | Error) => void
const asked: { body: unknown; answer: Answer }[] = []

vi.mock('../../api/client', () => ({
  api: () => ({
    POST: (_path: string, { body }: { body: unknown }) =>
      new Promise((resolve, reject) => {
        asked.push({ body, answer: (view) => (view instanceof Error ? reject(view) : resolve(view)) })
      }),
  }),
  body: (sent: Promise<unknown>) => sent,
}))

const { keptFor, prepare } = await import('./preparing')

const place: Place = { page: 3, x: 10, y: 20, width: 100, height: 50 }
let count = 0
const aCase = () => ({ id: `case-${count++}`, version: 4, scan: { sha256: 'ab' } }) as unknown as Case

/** Lets everything that can go on go on. */
const settled = () => new Promise((resolve) => setTimeout(resolve))

beforeEach(() => void asked.splice(0))

test('two who ask for the same get one preparation', async () => {
  const of = aCase()
  const both = Promise.all([prepare(of), prepare(of)])
  await settled()
  expect(asked).toHaveLength(1)
  expect(keptFor(of)).toBeUndefined()
  asked[0]?.answer({ prepared: 'p', version: 5 })
  const [one, other] = await both
  expect(one).toBe(other)
  expect(keptFor(of)).toBe(one)
})

test('another place is prepared when the one before is there', async () => {
  const of = aCase()
  const first = prepare(of)
  const second = prepare(of, place)
  await settled()
  expect(asked.map(({ body }) => body)).toEqual([{}])
  asked[0]?.answer({ prepared: 'p', version: 5 })
  await first
  await settled()
  expect(asked.map(({ body }) => body)).toEqual([{}, { place }])
  asked[1]?.answer({ prepared: 'q', version: 6 })
  expect((await second).asked).toEqual(place)
})

test('who gives up leaves it to the others, and asks for nothing more', async () => {
  const of = aCase()
  const [gone, waiting] = [new AbortController(), new AbortController()]
  const given = prepare(of, undefined, gone.signal)
  const other = prepare(of)
  const later = prepare(of, place, waiting.signal)
  gone.abort()
  waiting.abort()
  await expect(given).rejects.toThrow()
  asked[0]?.answer({ prepared: 'p', version: 5 })
  expect((await other).view.prepared).toBe('p')
  await expect(later).rejects.toThrow()
  expect(asked).toHaveLength(1)
})

test('a refusal is told to all who wait, and the next try asks anew', async () => {
  const of = aCase()
  const both = Promise.allSettled([prepare(of), prepare(of)])
  asked[0]?.answer(new Error('refused'))
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  const again = prepare(of)
  asked[1]?.answer({ prepared: 'p', version: 5 })
  expect((await again).view.prepared).toBe('p')
})
