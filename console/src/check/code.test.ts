import { expect, test } from 'vitest'

import { codeOf, grouped } from './code'

test('a code is taken as it is typed, pasted or scanned', () => {
  expect(codeOf(' 7k3q-9xza 1b2c–3d4e ')).toBe('7K3Q9XZA1B2C3D4E')
  expect(codeOf('https://chungthuc.example.vn/kiem-tra/?ma=7K3Q9XZA1B2C3D4E')).toBe('7K3Q9XZA1B2C3D4E')
  expect(codeOf('')).toBe('')
})

test('what a chat program hangs behind the address is no part of the code', () => {
  expect(codeOf('https://chungthuc.example.vn/kiem-tra/?ma=7K3Q9XZA1B2C3D4E&zarsrc=30&utm_source=zalo')).toBe(
    '7K3Q9XZA1B2C3D4E',
  )
  expect(codeOf('https://chungthuc.example.vn/kiem-tra/?zarsrc=30&ma=7k3q-9xza-1b2c-3d4e#x')).toBe(
    '7K3Q9XZA1B2C3D4E',
  )
})

test('a damaged address is no reason to fail', () => {
  expect(codeOf('https://x/?ma=%')).toBe('')
})

test('a code is shown in groups of four', () => {
  expect(grouped('7K3Q9XZA1B2C3D4E')).toBe('7K3Q-9XZA-1B2C-3D4E')
  expect(grouped('7K3Q9')).toBe('7K3Q-9')
})
