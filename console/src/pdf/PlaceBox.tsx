/**
 * The signature on the page: dragged and resized by mouse or finger, moved by arrow keys. It lies in the page's own
 * points, so neither zoom nor a page turned for viewing moves it.
 */
import { useRef, type KeyboardEvent, type PointerEvent } from 'react'

import { useText } from '../text/text'
import { moved, resized, upright, type Place } from './place'
import styles from './place.module.css'
import type { ShownPage } from './PdfView'

interface Props {
  page: ShownPage
  place: Place
  /** How the signature looks; left out while the page itself shows it. */
  image?: string | undefined
  onChange: (place: Place) => void
  /** Let go of after a drag. */
  onDrop: (place: Place) => void
  /** Moved by a key: to the point. */
  onNudge: (place: Place) => void
  /** Let go of over another page: the place there; the pointer is in pixels of the window. */
  elsewhere?: (place: Place, pointer: { x: number; y: number }) => Place | undefined
}

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

interface Drag {
  from: Place
  at: { x: number; y: number }
  resizes: boolean
  last: Place
}

export function PlaceBox({ page, place, image, onChange, onDrop, onNudge, elsewhere }: Props) {
  const { pdf } = useText()
  const drag = useRef<Drag>(undefined)

  const start = (event: PointerEvent, resizes: boolean) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { from: place, at: { x: event.clientX, y: event.clientY }, resizes, last: place }
    event.stopPropagation()
  }
  const go = (event: PointerEvent) => {
    const now = drag.current
    if (!now) return
    const [right, up] = upright(
      (event.clientX - now.at.x) / page.scale,
      (event.clientY - now.at.y) / page.scale,
      page.turn,
    )
    now.last = now.resizes
      ? resized(now.from, now.from.width + right, page)
      : moved(now.from, right, up, page)
    onChange(now.last)
  }
  const end = (event: PointerEvent) => {
    const now = drag.current
    drag.current = undefined
    if (!now || now.last === now.from) return
    const pointer = { x: event.clientX, y: event.clientY }
    onDrop((now.resizes ? undefined : elsewhere?.(now.from, pointer)) ?? now.last)
  }
  const press = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key]
    if (!arrow || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    const points = event.shiftKey ? 10 : 1
    onNudge(moved(place, arrow[0] * points, arrow[1] * points, page))
  }
  const box = boxOf(place, page)
  const dragging = { onPointerMove: go, onPointerUp: end, onPointerCancel: end }
  return (
    <>
      <button
        type="button"
        className={styles.box}
        style={box}
        aria-label={pdf.signature(Math.round(place.x), Math.round(place.y), Math.round(place.width))}
        aria-keyshortcuts="ArrowLeft ArrowRight ArrowUp ArrowDown"
        title={pdf.signatureHelp}
        onPointerDown={(event) => start(event, false)}
        {...dragging}
        onKeyDown={press}
      >
        {image && <img src={image} alt="" draggable={false} />}
      </button>
      <span
        className={styles.handle}
        style={{ left: box.left + box.width - 7, top: box.top + box.height - 7 }}
        data-testid="resize"
        onPointerDown={(event) => start(event, true)}
        {...dragging}
      />
    </>
  )
}

/** Where something else will stand: seen, not moved. */
export function PlaceOutline({ page, place, label }: { page: ShownPage; place: Place; label: string }) {
  return (
    <div className={styles.outline} style={boxOf(place, page)} role="img" aria-label={label}>
      <span>{label}</span>
    </div>
  )
}

/** In pixels from the page's upper left corner. */
function boxOf({ x, y, width, height }: Place, page: ShownPage) {
  return {
    left: x * page.scale,
    top: (page.height - y - height) * page.scale,
    width: width * page.scale,
    height: height * page.scale,
  }
}
