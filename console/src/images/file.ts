/** Image files in and out of plain pixels. */
import type { Pixels } from './ink'

/** Pixels of the longer side: 36 mm at 1,200 dpi, and small enough for every old machine. */
const LONGEST = 1600

/** Reads a PNG or a photo; large ones are made smaller. Refuses what the browser cannot show. */
export async function pixelsOf(file: Blob): Promise<Pixels> {
  const image = await createImageBitmap(file)
  const scale = Math.min(1, LONGEST / Math.max(image.width, image.height))
  const [width, height] = [
    Math.max(1, Math.round(image.width * scale)),
    Math.max(1, Math.round(image.height * scale)),
  ]
  const context = contextOf(width, height)
  context.drawImage(image, 0, 0, width, height)
  image.close()
  const { data } = context.getImageData(0, 0, width, height)
  return { width, height, data }
}

/** Writes a PNG. */
export async function pngOf({ width, height, data }: Pixels): Promise<Blob> {
  const context = contextOf(width, height)
  context.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0)
  const blob = await new Promise<Blob | null>((done) => context.canvas.toBlob(done, 'image/png'))
  if (!blob) throw new Error('no PNG')
  return blob
}

/** As the API takes images. */
export async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

/** The address of an image as the API gives it. */
export function addressOf(png: string | undefined): string | undefined {
  return png && `data:image/png;base64,${png}`
}

function contextOf(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  return context
}
