/** A document's pages side by side, as high as there is room: to look through many documents, not to read one. */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { useCallback, useEffect, useRef, useState } from 'react'

import { useText } from '../text/text'
import { Empty } from '../ui/Empty'
import { ProblemAlert } from '../ui/ProblemAlert'
import { givenUp } from './pdfjs'
import { useOnScreen, useSightOf, type Sight } from './sight'
import styles from './strip.module.css'
import { useOpened } from './useOpened'

interface Props {
  bytes: Uint8Array | undefined
  label: string
  problem?: unknown
  /** The last page comes first: what was added to the scan. */
  lastFirst?: boolean
  /** Told whether the first of the pages is drawn and on the screen. */
  onSight?: (sight: Sight) => void
}

export function PdfStrip({ bytes, label, problem, lastFirst, onSight }: Props) {
  const text = useText()
  const last = useOpened(bytes)
  const opened = last.of === bytes ? last.document : undefined
  const { failed } = last
  const pages = Array.from({ length: opened?.numPages ?? 0 }, (_, index) => index + 1)
  const added = lastFirst ? pages.pop() : undefined
  const shown = [...(added === undefined ? [] : [added]), ...pages]
  const [seen, setSeen] = useState<{ of: PDFDocumentProxy; sight: Sight }>()
  const see = useCallback((sight: Sight) => opened && setSeen({ of: opened, sight }), [opened])
  const current = opened && seen?.of === opened ? seen.sight : 'waiting'
  const sight = (problem ?? failed) === undefined ? current : 'failed'
  useEffect(() => onSight?.(sight), [onSight, sight])
  return (
    // Scrolled by keyboard, so it can be reached by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.strip} role="region" aria-label={label} tabIndex={0} data-roomy>
      <ProblemAlert problem={problem ?? failed} focus={false} />
      {!opened && !problem && !failed ? <Empty>{text.pdf.opening}</Empty> : null}
      {opened &&
        shown.map((number, at) => (
          <StripPage key={number} document={opened} number={number} onSight={at === 0 ? see : undefined} />
        ))}
    </div>
  )
}

interface PageProps {
  document: PDFDocumentProxy
  number: number
  onSight: ((sight: Sight) => void) | undefined
}

function StripPage({ document, number, onSight }: PageProps) {
  const { pdf } = useText()
  const [page, setPage] = useState<PDFPageProxy>()
  const canvas = useRef<HTMLCanvasElement>(null)
  const near = useOnScreen(canvas, '400px')
  const onScreen = useOnScreen(canvas)
  const [drawing, setDrawing] = useState<{ of: PDFDocumentProxy; well: boolean }>()
  useSightOf(document, drawing, onScreen, onSight)
  useEffect(() => {
    let current = true
    document.getPage(number).then(
      (got) => current && setPage(got),
      () => current && setDrawing({ of: document, well: false }), // not when it was closed meanwhile
    )
    return () => void (current = false)
  }, [document, number])
  const size = page?.getViewport({ scale: 1 })
  useEffect(() => {
    if (!page || !size || !near || !canvas.current) return
    const height = canvas.current.clientHeight
    const viewport = page.getViewport({ scale: (height / size.height) * Math.min(devicePixelRatio || 1, 2) })
    canvas.current.width = Math.floor(viewport.width)
    canvas.current.height = Math.floor(viewport.height)
    const rendering = page.render({ canvas: canvas.current, viewport })
    let current = true
    const end = (well: boolean) => current && setDrawing({ of: document, well })
    rendering.promise.then(
      () => end(true),
      (cause: unknown) => givenUp(cause) || end(false),
    )
    return () => {
      current = false
      rendering.cancel()
    }
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
