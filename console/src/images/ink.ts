/**
 * From a photo of ink on paper to the ink alone, on nothing: what an office had to ask an outside web site for. Works on
 * plain arrays of pixels (RGBA, as a canvas gives them), so it is tried without a browser.
 *
 * Light is never even on a photo, so a pixel is judged by how much darker it is than the paper around it, not by how dark
 * it is: the paper's brightness is the mean of a wide neighbourhood, taken from sums over rectangles. Red ink is told from
 * paper by its blue and green, which it swallows; blue ink by its red.
 */

export interface Pixels {
  width: number
  height: number
  data: Uint8ClampedArray
}

export type InkColor = 'blue' | 'red'

export interface InkOptions {
  color: InkColor
  /** 0 takes only the darkest strokes, 1 every shadow; 0.5 suits most photos. */
  sensitivity: number
}

interface Ink {
  /** What is drawn with. */
  rgb: readonly [number, number, number]
  /** What is left around it, of the longer side of what is kept. */
  margin: number
}

/** The blue of a signing pen; the red of a seal (NĐ 30/2020, Phụ lục I), which is drawn in its true size from edge to edge. */
const INKS: Record<InkColor, Ink> = {
  blue: { rgb: [17, 48, 156], margin: 0.03 },
  red: { rgb: [200, 16, 30], margin: 0 },
}

/** Of the longer side: how far around a pixel the paper is looked at. */
const AROUND = 1 / 12
/** A row or column with fewer inked pixels than this holds dust, not ink. */
const DUST = 2

/** The ink of a photo, cropped, in one colour, transparent elsewhere; undefined when there is none. */
export function inkOf(photo: Pixels, { color, sensitivity }: InkOptions): Pixels | undefined {
  const { width, height } = photo
  const light = brightness(photo, color)
  const sums = sumsOf(light, width, height)
  const reach = Math.max(8, Math.round(Math.max(width, height) * AROUND))
  // How much darker than the paper around it, of the paper's brightness: where ink begins, and where it is full.
  const begins = 0.32 - 0.26 * Math.min(Math.max(sensitivity, 0), 1)
  const full = begins + 0.16
  const opacity = new Uint8ClampedArray(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const paper = meanAround(sums, width, height, x, y, reach)
      const at = y * width + x
      const darker = paper > 0 ? (paper - (light[at] ?? 0)) / paper : 0
      opacity[at] = Math.round((255 * (darker - begins)) / (full - begins))
    }
  return cropped(opacity, width, height, INKS[color])
}

/** The channels that the ink swallows; a photo's own transparency is paper. */
function brightness({ data, width, height }: Pixels, color: InkColor): Float32Array {
  const light = new Float32Array(width * height)
  for (let at = 0; at < light.length; at++) {
    const [r = 0, g = 0, b = 0, a = 0] = data.subarray(4 * at, 4 * at + 4)
    const seen = color === 'red' ? 0.5 * g + 0.5 * b : 0.6 * r + 0.4 * g
    light[at] = (seen * a + 255 * (255 - a)) / 255
  }
  return light
}

/** `sums[y * (width + 1) + x]`: of everything above and left of it. */
function sumsOf(light: Float32Array, width: number, height: number): Float64Array {
  const row = width + 1
  const sums = new Float64Array(row * (height + 1))
  for (let y = 0; y < height; y++) {
    let line = 0
    for (let x = 0; x < width; x++) {
      line += light[y * width + x] ?? 0
      sums[(y + 1) * row + x + 1] = (sums[y * row + x + 1] ?? 0) + line
    }
  }
  return sums
}

function meanAround(
  sums: Float64Array,
  width: number,
  height: number,
  x: number,
  y: number,
  reach: number,
): number {
  const row = width + 1
  const [left, right] = [Math.max(x - reach, 0), Math.min(x + reach + 1, width)]
  const [top, bottom] = [Math.max(y - reach, 0), Math.min(y + reach + 1, height)]
  const of = (column: number, line: number) => sums[line * row + column] ?? 0
  const sum = of(right, bottom) - of(left, bottom) - of(right, top) + of(left, top)
  return sum / ((right - left) * (bottom - top))
}

function cropped(
  opacity: Uint8ClampedArray,
  width: number,
  height: number,
  { rgb: [red, green, blue], margin: part }: Ink,
): Pixels | undefined {
  const rows = new Uint32Array(height)
  const columns = new Uint32Array(width)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if ((opacity[y * width + x] ?? 0) > 96) {
        rows[y] = (rows[y] ?? 0) + 1
        columns[x] = (columns[x] ?? 0) + 1
      }
  const inked = (count: number) => count >= DUST
  const [top, bottom] = [rows.findIndex(inked), rows.findLastIndex(inked)]
  const [left, right] = [columns.findIndex(inked), columns.findLastIndex(inked)]
  if (top < 0 || left < 0) return undefined
  const margin = Math.ceil(part * Math.max(right - left, bottom - top))
  const [x0, y0] = [left - margin, top - margin]
  const made = { width: right - left + 1 + 2 * margin, height: bottom - top + 1 + 2 * margin }
  const data = new Uint8ClampedArray(4 * made.width * made.height)
  for (let y = 0; y < made.height; y++)
    for (let x = 0; x < made.width; x++) {
      const [fromX, fromY] = [x + x0, y + y0]
      const inside = fromX >= 0 && fromX < width && fromY >= 0 && fromY < height
      const alpha = inside ? (opacity[fromY * width + fromX] ?? 0) : 0
      data.set([red, green, blue, alpha], 4 * (y * made.width + x))
    }
  return { ...made, data }
}

/** Whether an image is ready as it is: some of it is seen through, and some is not. */
export function isTransparent({ data }: Pixels): boolean {
  let through = 0
  let ink = 0
  for (let at = 3; at < data.length; at += 4) {
    if ((data[at] ?? 255) < 16) through++
    if ((data[at] ?? 0) > 200) ink++
  }
  return through > data.length / 4 / 20 && ink > 0
}
