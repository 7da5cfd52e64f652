/**
 * Where a signature stands on a page, as people see the page: in points from its lower left corner, after rotation,
 * cropping and `/UserUnit`; what the API takes as `place` and answers as `placed`.
 */
export interface Place {
  /** From 1. */
  page: number
  x: number
  y: number
  width: number
  height: number
}

/** A page as it is shown, in points. */
export interface PageSize {
  width: number
  height: number
}

/** The least width and height that the API takes: 10 × 5 mm, and a little for rounding. */
export const LEAST = { width: 28.5, height: 14.3 }

/** How near, in points, a place must come to the legal one to be taken there. */
const SNAP = 8

/** The same rectangle, wholly on the page, and not smaller than can be seen. */
export function onPage(place: Place, size: PageSize): Place {
  const ratio = place.height / place.width
  const least = Math.max(LEAST.width, LEAST.height / ratio)
  const most = Math.max(Math.min(size.width, size.height / ratio), least)
  const width = Math.min(Math.max(place.width, least), most)
  const height = width * ratio
  return {
    page: place.page,
    x: between(place.x, 0, size.width - width),
    y: between(place.y, 0, size.height - height),
    width,
    height,
  }
}

/** Moved by points as shown: right and up. */
export function moved(place: Place, right: number, up: number, size: PageSize): Place {
  return onPage({ ...place, x: place.x + right, y: place.y + up }, size)
}

/** As wide as asked, in the same proportion, its upper left corner where it was. */
export function resized(place: Place, width: number, size: PageSize): Place {
  const ratio = place.height / place.width
  const top = place.y + place.height
  const most = Math.min(size.width - place.x, top / ratio)
  const wide = Math.min(Math.max(width, LEAST.width, LEAST.height / ratio), Math.max(most, LEAST.width))
  return onPage({ ...place, width: wide, height: wide * ratio, y: top - wide * ratio }, size)
}

/** The legal place when it is near, else the place itself. */
export function snapped(place: Place, legal: Place | undefined): Place {
  if (legal?.page !== place.page) return place
  const near = Math.abs(place.x - legal.x) < SNAP && Math.abs(place.y - legal.y) < SNAP
  return near ? { ...place, x: legal.x, y: legal.y } : place
}

/** Whether two places are the same within half a point. */
export function samePlace(a: Place | undefined, b: Place | undefined): boolean {
  if (!a || !b) return a === b
  const near = (one: number, other: number) => Math.abs(one - other) < 0.5
  return (
    a.page === b.page &&
    near(a.x, b.x) &&
    near(a.y, b.y) &&
    near(a.width, b.width) &&
    near(a.height, b.height)
  )
}

/** A way on the screen, in points, as a way on the upright page; `turn` is how the page is turned for viewing. */
export function upright(dx: number, dy: number, turn: number): [right: number, up: number] {
  switch (turn) {
    case 90:
      return [dy, dx]
    case 180:
      return [-dx, dy]
    case 270:
      return [-dy, -dx]
    default:
      return [dx, -dy]
  }
}

function between(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(most, least))
}
