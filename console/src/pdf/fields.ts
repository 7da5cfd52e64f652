/** The two signature fields that the signer's increment adds to a scan. */
import type { PDFDocumentProxy } from 'pdfjs-dist'

import { placeOfRect, type Place } from './place'

export interface CopyFields {
  signature: Place
  seal: Place
}

interface Widget {
  id: string
  fieldType?: string
  rect: number[]
}

/**
 * Reads where signature and seal stand. A scan may have signature fields of its own, so ours are told by their object
 * numbers: an increment's are the highest, the signature's just before the seal's.
 */
export async function copyFields(document: PDFDocumentProxy): Promise<CopyFields | undefined> {
  const found: { object: number; place: Place }[] = []
  // Both stand on one page, mostly the last.
  for (let number = document.numPages; number >= 1; number--) {
    const page = await document.getPage(number)
    const viewport = page.getViewport({ scale: 1 })
    for (const { id, fieldType, rect } of (await page.getAnnotations()) as Widget[])
      if (fieldType === 'Sig')
        found.push({ object: Number.parseInt(id, 10), place: placeOfRect(number, rect, viewport) })
  }
  const [seal, signature] = found.sort((a, b) => b.object - a.object)
  return seal && signature && { signature: signature.place, seal: seal.place }
}
