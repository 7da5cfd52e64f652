import { describe, expect, test } from 'vitest'

import { LEAST, moved, onPage, resized, snapped, upright, type Place } from './place'

const A4 = { width: 595, height: 842 }
const place: Place = { page: 3, x: 300, y: 400, width: 150, height: 60 }

describe('a place', () => {
  test('moves as seen, and stops at the edge of the page', () => {
    expect(moved(place, 10, -1, A4)).toEqual({ ...place, x: 310, y: 399 })
    expect(moved(place, 1000, 1000, A4)).toEqual({ ...place, x: 445, y: 782 })
    expect(moved(place, -1000, -1000, A4)).toEqual({ ...place, x: 0, y: 0 })
  })
  test('grows from its upper left corner in the same proportion', () => {
    expect(resized(place, 200, A4)).toEqual({ page: 3, x: 300, y: 380, width: 200, height: 80 })
    expect(resized(place, 2000, A4)).toMatchObject({ x: 300, width: 295, height: 118 })
  })
  test('is never smaller than the API takes', () => {
    const least = resized(place, 1, A4)
    expect(least.width).toBeGreaterThanOrEqual(LEAST.width)
    expect(least.height).toBeGreaterThanOrEqual(LEAST.height)
  })
  test('fits on a smaller page', () =>
    expect(onPage({ ...place, page: 1 }, { width: 100, height: 100 })).toEqual({
      page: 1,
      x: 0,
      y: 60,
      width: 100,
      height: 40,
    }))
  test('is taken to the legal place when it is near and on the same page', () => {
    const legal = { ...place, x: 305, y: 396 }
    expect(snapped(place, legal)).toEqual(legal)
    expect(snapped({ ...place, page: 1 }, legal)).toEqual({ ...place, page: 1 })
    expect(snapped({ ...place, x: 320 }, legal)).toEqual({ ...place, x: 320 })
  })
})

test('a way on a turned page is the way on the page itself', () => {
  expect(upright(3, 5, 0)).toEqual([3, -5])
  // Turned a quarter clockwise, the page's right is the screen's down, and its up the screen's right.
  expect(upright(3, 5, 90)).toEqual([5, 3])
  expect(upright(3, 5, 180)).toEqual([-3, 5])
  expect(upright(3, 5, 270)).toEqual([-5, -3])
})
