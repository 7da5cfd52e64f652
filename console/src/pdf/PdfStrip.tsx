/** A document's pages side by side, as high as there is room: to look through many documents, not to read one. */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { useEffect, useRef, useState } from 'react'

import { useText } from '../text/text'
import { Empty } from '../ui/Empty'
import { ProblemAlert } from '../ui/ProblemAlert'
import styles from './strip.module.css'
import { useOpened } from './useOpened'

interface Props {
  bytes: Uint8Array | undefined
  label: string
  problem?: unknown
  /** The last page comes first: what was added to the scan. */
  lastFirst?: boolean
}

export function PdfStrip({ bytes, label, problem, lastFirst }: Props) {
  const text = useText()
  const last = useOpened(bytes)
  const opened = last.of === bytes ? last.document : undefined
  const { failed } = last
  const pages = Array.from({ length: opened?.numPages ?? 0 }, (_, index) => index + 1)
  const added = lastFirst ? pages.pop() : undefined
  return (
    // Scrolled by keyboard, so it can be reached by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.strip} role="region" aria-label={label} tabIndex={0}>
      <ProblemAlert problem={problem ?? failed} focus={false} />
      {!opened && !problem && !failed ? <Empty>{text.pdf.opening}</Empty> : null}
      {opened &&
        [...(added === undefined ? [] : [added]), ...pages].map((number) => (
          <StripPage key={number} document={opened} number={number} />
        ))}
    </div>
  )
}

function StripPage({ document, number }: { document: PDFDocumentProxy; number: number }) {
  const { pdf } = useText()
  const [page, setPage] = useState<PDFPageProxy>()
  const [near, setNear] = useState(false)
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let current = true
    document.getPage(number).then(
      (got) => current && setPage(got),
      () => undefined, // the document was closed
    )
    return () => void (current = false)
  }, [document, number])
  useEffect(() => {
    if (!canvas.current) return
    const watch = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      rootMargin: '400px',
    })
    watch.observe(canvas.current)
    return () => watch.disconnect()
  }, [])
  const size = page?.getViewport({ scale: 1 })
  useEffect(() => {
    if (!page || !size || !near || !canvas.current) return
    const height = canvas.current.clientHeight
    const viewport = page.getViewport({ scale: (height / size.height) * Math.min(devicePixelRatio || 1, 2) })
    canvas.current.width = Math.floor(viewport.width)
    canvas.current.height = Math.floor(viewport.height)
    const drawing = page.render({ canvas: canvas.current, viewport })
    drawing.promise.catch(() => undefined) // given up
    return () => drawing.cancel()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the size follows from the page
  }, [page, near])
  return (
    <canvas
      ref={canvas}
      className={styles.page}
      style={{ aspectRatio: `${size?.width ?? 595} / ${size?.height ?? 842}` }}
      role="img"
      aria-label={pdf.page(number)}
    />
  )
}
