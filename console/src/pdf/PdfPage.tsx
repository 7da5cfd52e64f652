/** One page: room is kept for it at once, and it is drawn when it comes near. */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { useEffect, useRef, useState, type ReactNode } from 'react'

import { useText } from '../text/text'
import styles from './pdf.module.css'
import { givenUp } from './pdfjs'
import type { ShownPage } from './PdfView'
import { useOnScreen, useSightOf, type Sight } from './sight'

interface Props {
  document: PDFDocumentProxy
  number: number
  /** Pixels that are there for its width. */
  room: number
  /** Times the size at which a point is 4/3 pixels; undefined fits the room. */
  zoom: number | undefined
  /** Degrees to turn the page for viewing only. */
  turn: number
  overlay?: ((page: ShownPage) => ReactNode) | undefined
  /** Brought into sight when it is first there. */
  first: boolean
  /** Drawn without its annotations. */
  bare: boolean
  /** Told whether it is drawn and on the screen. */
  onSight?: ((sight: Sight) => void) | undefined
}

const MARGIN = 24
/** `AnnotationMode` of pdf.js, which is not loaded yet when this file is. */
const ANNOTATIONS_LEFT_OUT = 0
const ANNOTATIONS_DRAWN = 1
/** CSS pixels a point at 100 %. */
const PIXELS = 4 / 3
/** Pixels of a canvas at most: an old machine's memory. */
const PIXELS_AT_MOST = 8_000_000

export function PdfPage({ document, number, room, zoom, turn, overlay, first, bare, onSight }: Props) {
  const text = useText()
  const [got, setGot] = useState<{ page: PDFPageProxy; of: PDFDocumentProxy }>()
  const place = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const near = useOnScreen(place, '600px')
  const onScreen = useOnScreen(place)
  const [drawing, setDrawing] = useState<{ of: PDFDocumentProxy; well: boolean }>()
  useSightOf(document, drawing, onScreen, onSight)

  useEffect(() => {
    let current = true
    document.getPage(number).then(
      (page) => current && setGot({ page, of: document }),
      () => current && setDrawing({ of: document, well: false }), // not when it was closed meanwhile
    )
    return () => void (current = false)
  }, [document, number])

  // The page of the document before gives its size until this one's is there, and is not drawn: that document is closed.
  const page = got?.page
  const open = got?.of === document
  const upright = page?.getViewport({ scale: 1 })
  const turned = page?.getViewport({ scale: 1, rotation: (page.rotate + turn) % 360 })
  const scale = zoom === undefined ? Math.max(room - MARGIN, 200) / (turned?.width ?? 595) : zoom * PIXELS
  const size = { width: (turned?.width ?? 595) * scale, height: (turned?.height ?? 842) * scale }

  const there = page !== undefined
  useEffect(() => {
    if (first && there) place.current?.scrollIntoView({ block: 'start' })
  }, [first, there])

  useEffect(() => {
    if (!page || !open || !near || !canvas.current) return
    const sharp = Math.min(devicePixelRatio || 1, Math.sqrt(PIXELS_AT_MOST / (size.width * size.height)))
    const viewport = page.getViewport({ scale: scale * sharp, rotation: (page.rotate + turn) % 360 })
    const element = canvas.current
    // Drawn aside: what was there stays until the new is whole.
    const aside = window.document.createElement('canvas')
    aside.width = Math.floor(viewport.width)
    aside.height = Math.floor(viewport.height)
    const rendering = page.render({
      canvas: aside,
      viewport,
      annotationMode: bare ? ANNOTATIONS_LEFT_OUT : ANNOTATIONS_DRAWN,
    })
    let current = true
    const end = (well: boolean) => current && setDrawing({ of: document, well })
    rendering.promise.then(
      () => {
        element.width = aside.width
        element.height = aside.height
        const pen = element.getContext('2d')
        pen?.drawImage(aside, 0, 0)
        aside.width = 0 // gives the memory back at once
        end(pen !== null)
      },
      (cause: unknown) => givenUp(cause) || end(false),
    )
    return () => {
      current = false
      rendering.cancel()
    }
  }, [page, open, near, document, scale, turn, bare, size.width, size.height])

  return (
    <div
      ref={place}
      className={styles.page}
      style={size}
      role="group"
      aria-label={text.pdf.page(number)}
      data-page={number}
    >
      <canvas ref={canvas} className={styles.canvas} role="img" aria-label={text.pdf.page(number)} />
      {overlay && upright && (
        <div
          className={styles.overlay}
          style={{
            width: upright.width * scale,
            height: upright.height * scale,
            transform: `translate(-50%, -50%) rotate(${turn}deg)`,
          }}
        >
          {overlay({ number, width: upright.width, height: upright.height, scale, turn })}
        </div>
      )}
    </div>
  )
}
