import { describe, expect, test } from 'vitest'

import { inkOf, isTransparent, type Pixels } from './ink'

type Rgb = readonly [number, number, number]

/** A photo of paper whose light falls off to one side, with a bar of ink from (60, 30) to (119, 39). */
function photo(ink: Rgb, light: (x: number) => number): Pixels {
  const [width, height] = [200, 80]
  const data = new Uint8ClampedArray(4 * width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const inked = x >= 60 && x < 120 && y >= 30 && y < 40
      const [r, g, b] = inked ? ink : [250, 248, 240]
      data.set([r * light(x), g * light(x), b * light(x), 255], 4 * (y * width + x))
    }
  return { width, height, data }
}

const even = () => 1
/** Half of the light is gone at the far edge: there, paper is darker than ink would be in the light. */
const uneven = (x: number) => 1 - x / 400
const settings = { color: 'blue', sensitivity: 0.5 } as const

function alphaAt(pixels: Pixels, x: number, y: number): number {
  return pixels.data[4 * (y * pixels.width + x) + 3] ?? -1
}

describe('ink on paper', () => {
  test.each([
    ['even', even],
    ['uneven', uneven],
  ])('is found in %s light, cropped to the ink and its margin', (_, light) => {
    const ink = inkOf(photo([30, 60, 160], light), settings)
    expect(ink).toMatchObject({ width: 64, height: 14 })
    if (!ink) return
    expect(alphaAt(ink, 32, 7)).toBe(255)
    expect(alphaAt(ink, 0, 0)).toBe(0)
    expect([...ink.data.subarray(0, 3)]).toEqual([17, 48, 156])
  })
  test('is red for a seal', () => {
    const ink = inkOf(photo([210, 40, 50], uneven), { ...settings, color: 'red' })
    expect(ink && [...ink.data.subarray(0, 3)]).toEqual([200, 16, 30])
    expect(ink && alphaAt(ink, 30, 5)).toBe(255)
  })
  test('of a seal reaches from edge to edge: it is drawn in its true size', () => {
    const ink = inkOf(photo([210, 40, 50], even), { ...settings, color: 'red' })
    expect(ink).toMatchObject({ width: 60, height: 10 })
    expect(ink && [alphaAt(ink, 0, 5), alphaAt(ink, 59, 5)]).toEqual([255, 255])
  })
  test('is not made of paper alone, however badly lit', () =>
    expect(inkOf(photo([250, 248, 240], uneven), settings)).toBeUndefined())
  test('that is faint takes more sensitivity', () => {
    const faint = photo([205, 210, 232], even)
    expect(inkOf(faint, { ...settings, sensitivity: 0.1 })).toBeUndefined()
    expect(inkOf(faint, { ...settings, sensitivity: 1 })).toBeDefined()
  })
  test('leaves a single speck of dust out of the crop', () => {
    const dusty = photo([30, 60, 160], even)
    dusty.data.set([0, 0, 0, 255], 4 * (5 * dusty.width + 190))
    expect(inkOf(dusty, settings)).toMatchObject({ width: 64, height: 14 })
  })
})

test('an image is taken as it is when it can be seen through', () => {
  const ink = inkOf(photo([30, 60, 160], even), settings)
  expect(ink && isTransparent(ink)).toBe(true)
  expect(isTransparent(photo([30, 60, 160], even))).toBe(false)
})
