/** pdf.js, loaded when a document is first shown: it weighs more than the rest of the console. */
import type { PDFDocumentProxy } from 'pdfjs-dist'

let loading: Promise<typeof import('pdfjs-dist')> | undefined

async function pdfjs() {
  const [library, worker] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    import('pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'),
  ])
  library.GlobalWorkerOptions.workerSrc = worker.default
  return library
}

/** Opens a document; its bytes are copied, since the worker takes them over. */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const { getDocument } = await (loading ??= pdfjs())
  // No eval: the content security policy forbids it, and a scan has no use for it.
  return getDocument({ data: bytes.slice(), isEvalSupported: false, enableXfa: false }).promise
}
