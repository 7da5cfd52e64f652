import { expect, test } from 'vitest'

import { pool } from './pool'

test('a few are done at a time, and each once', async () => {
  let under = 0
  let most = 0
  const done: number[] = []
  await pool([1, 2, 3, 4, 5, 6, 7, 8, 9], new AbortController().signal, async (one) => {
    most = Math.max(most, ++under)
    await Promise.resolve()
    under--
    done.push(one)
  })
  expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(most).toBe(4)
})

test('when it is stopped, nothing more begins', async () => {
  const stop = new AbortController()
  const begun: number[] = []
  await pool([1, 2, 3, 4, 5, 6], stop.signal, (one) => {
    begun.push(one)
    stop.abort()
    return Promise.resolve()
  })
  expect(begun.length).toBeLessThanOrEqual(4)
})
