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

/** Whether a page was not drawn because it was given up for a newer drawing. */
export function givenUp(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'RenderingCancelledException'
}

/** Opens a document; its bytes are copied, since the worker takes them over. */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const { getDocument } = await (loading ??= pdfjs())
  // No eval: the content security policy forbids it, and a scan has no use for it.
  return getDocument({ data: bytes.slice(), isEvalSupported: false, enableXfa: false }).promise
}
