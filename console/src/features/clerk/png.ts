/** A PNG as the API takes seals: with transparency, at most 2 MiB. What is wrong with a file is said before it is sent. */
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const LONGEST = 2 * 1024 * 1024
/** The image is looked at in this size: an opaque ground shows in a small one too. */
const SAMPLE = 64

export type PngFault = 'notPng' | 'opaque' | 'damaged' | 'tooLong'

/** The image as a data address; or what is wrong with it. */
export async function readPng(file: Blob): Promise<{ url: string } | { fault: PngFault }> {
  const head = new Uint8Array(await file.slice(0, SIGNATURE.length).arrayBuffer())
  if (!SIGNATURE.every((byte, at) => head[at] === byte)) return { fault: 'notPng' }
  if (file.size > LONGEST) return { fault: 'tooLong' }
  let image: ImageBitmap
  try {
    image = await createImageBitmap(file)
  } catch {
    return { fault: 'damaged' }
  }
  if (!hasTransparency(image)) return { fault: 'opaque' }
  return { url: await dataUrl(file) }
}

function hasTransparency(image: ImageBitmap): boolean {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = SAMPLE
  const drawing = canvas.getContext('2d')
  if (!drawing) return true // the API looks too
  drawing.drawImage(image, 0, 0, SAMPLE, SAMPLE)
  const { data } = drawing.getImageData(0, 0, SAMPLE, SAMPLE)
  for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 255) < 128) return true
  return false
}

function dataUrl(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result as string)
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'))
    reader.readAsDataURL(file)
  })
}

/** What stands after the comma of a data address: the bytes as base64. */
export function base64Of(url: string): string {
  return url.slice(url.indexOf(',') + 1)
}
