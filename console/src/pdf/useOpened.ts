/** A document while it is shown. */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useState } from 'react'

import { openPdf } from './pdfjs'

interface Opened {
  /** The last that could be opened: the one before stays until its successor can take its place. */
  document: PDFDocumentProxy | undefined
  /** Of which bytes it is. */
  of: Uint8Array | undefined
  /** Why the last bytes could not be opened. */
  failed: unknown
}

interface Last {
  document?: PDFDocumentProxy
  of?: Uint8Array
  failure?: { of: Uint8Array; cause: unknown }
}

/** Opens a document each time that there are other bytes, and closes it when nothing shows it any more. */
export function useOpened(bytes: Uint8Array | undefined): Opened {
  const [{ document, of, failure }, setLast] = useState<Last>({})
  useEffect(() => {
    if (!bytes) return
    let current = true
    openPdf(bytes).then(
      (opened) => {
        if (current) setLast({ document: opened, of: bytes })
        else void opened.loadingTask.destroy()
      },
      (cause: unknown) => current && setLast((before) => ({ ...before, failure: { of: bytes, cause } })),
    )
    return () => void (current = false)
  }, [bytes])
  // Not when the next is opened but when it is shown: until then a page of this one may still come into sight and be drawn.
  useEffect(() => () => void document?.loadingTask.destroy(), [document])
  return { document, of, failed: failure !== undefined && failure.of === bytes ? failure.cause : undefined }
}
