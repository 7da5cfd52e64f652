/** A piece of a page as an image, to be dragged about: the signature as the page itself draws it. */
import type { PDFDocumentProxy } from 'pdfjs-dist'

import type { Place } from './place'

/** Pixels a point: sharp enough for any zoom that people use. */
const SHARP = 4

/** Draws what stands at a place; answers the address of the image, to be revoked when it is no longer shown. */
export async function cut(document: PDFDocumentProxy, place: Place): Promise<string | undefined> {
  const page = await document.getPage(place.page)
  const { height } = page.getViewport({ scale: 1 })
  const viewport = page.getViewport({
    scale: SHARP,
    offsetX: -place.x * SHARP,
    offsetY: -(height - place.y - place.height) * SHARP,
  })
  const canvas = window.document.createElement('canvas')
  canvas.width = Math.ceil(place.width * SHARP)
  canvas.height = Math.ceil(place.height * SHARP)
  await page.render({ canvas, viewport }).promise
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done))
  return blob ? URL.createObjectURL(blob) : undefined
}
