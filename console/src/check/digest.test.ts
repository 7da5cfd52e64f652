import { expect, test } from 'vitest'

import { digestOf, LONGEST } from './digest'

test('a file has the fingerprint of FIPS 180-4', async () => {
  expect(await digestOf(new Blob(['abc']))).toEqual({
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  })
})

test('what cannot be a certified copy is not read', async () => {
  expect(await digestOf(new Blob([]))).toEqual({ refused: 'empty' })
  const long = { size: LONGEST + 1, arrayBuffer: () => Promise.reject(new Error('was read')) }
  expect(await digestOf(long as unknown as Blob)).toEqual({ refused: 'tooLong' })
})

test('a file that is gone by now is said to be unreadable', async () => {
  const gone = { size: 3, arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) }
  expect(await digestOf(gone as unknown as Blob)).toEqual({ refused: 'unreadable' })
})
