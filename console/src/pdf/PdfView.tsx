/**
 * A document's pages one under the other, each drawn when it comes into sight. What lies on a page (`overlay`) is laid out
 * in the page's own points, from its lower left corner as a viewer shows it, so zoom and rotation do not move it.
 */
import { Button, Group, Text } from '@mantine/core'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'

import { useText } from '../text/text'
import { Empty } from '../ui/Empty'
import { Icon } from '../ui/Icon'
import { ProblemAlert } from '../ui/ProblemAlert'
import styles from './pdf.module.css'
import { PdfPage } from './PdfPage'
import type { Sight } from './sight'
import { useOpened } from './useOpened'

/** A page as it is shown: its size in points after rotation and cropping, and pixels a point. */
export interface ShownPage {
  /** From 1. */
  number: number
  width: number
  height: number
  scale: number
  /** Degrees by which it is turned for viewing; what lies on it is turned with it. */
  turn: number
}

interface Props {
  /** Undefined while it is being fetched. */
  bytes: Uint8Array | undefined
  label: string
  /** What lies on a page. */
  overlay?: (page: ShownPage) => ReactNode
  /** The page to bring into sight when the document is first opened; the last one is -1. */
  startAt?: number
  /** Told each time that a document has been opened. */
  onOpened?: (document: PDFDocumentProxy) => void
  /** The page that is drawn without its annotations: what lies on it stands for them. */
  bare?: number | undefined
  problem?: unknown
  onRetry?: () => void
  /** The page that must be seen, from 1; the last one is -1. */
  watched?: number | undefined
  /** Told whether that page is drawn and on the screen. */
  onSight?: ((sight: Sight) => void) | undefined
}

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3]

export function PdfView(props: Props) {
  const { bytes, label, overlay, startAt, onOpened, bare, problem, onRetry, watched, onSight } = props
  const text = useText()
  const { document: opened, of, failed } = useOpened(bytes)
  const [zoom, setZoom] = useState<number>() // undefined: as wide as there is room
  const [turn, setTurn] = useState(0)
  const scroller = useRef<HTMLDivElement>(null)
  const width = useWidth(scroller)

  const tell = useRef(onOpened)
  useEffect(() => {
    tell.current = onOpened
  })
  useEffect(() => {
    if (opened) tell.current?.(opened)
  }, [opened])

  const watchedPage = watched === -1 ? opened?.numPages : watched
  const [seen, setSeen] = useState<{ of: PDFDocumentProxy; page: number; sight: Sight }>()
  const current = of === bytes && seen?.of === opened && seen?.page === watchedPage ? seen : undefined
  const sight = problem || failed !== undefined ? 'failed' : (current?.sight ?? 'waiting')
  useEffect(() => onSight?.(sight), [onSight, sight])
  const see = useCallback(
    (sight: Sight) => opened && watchedPage && setSeen({ of: opened, page: watchedPage, sight }),
    [opened, watchedPage],
  )

  const step = (by: number) => {
    const now = ZOOMS.findIndex((one) => one >= (zoom ?? 1))
    setZoom(ZOOMS[Math.min(Math.max(now + by, 0), ZOOMS.length - 1)])
  }
  return (
    <div className={styles.view}>
      <Group className={styles.bar} gap={4} wrap="nowrap">
        <Button size="compact-xs" variant="default" aria-label={text.pdf.smaller} onClick={() => step(-1)}>
          <Icon name="minus" size={14} />
        </Button>
        <Button size="compact-xs" variant="default" aria-label={text.pdf.larger} onClick={() => step(1)}>
          <Icon name="plus" size={14} />
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => setZoom(undefined)}>
          {text.pdf.fit}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          aria-label={text.pdf.rotate}
          onClick={() => setTurn((turn + 90) % 360)}
        >
          <Icon name="rotate" size={14} />
        </Button>
        {opened && (
          <Text size="xs" c="dimmed">
            {text.common.pages(opened.numPages)}
          </Text>
        )}
      </Group>
      {/* Scrolled by keyboard, so it can be reached by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={scroller} className={styles.pages} role="region" aria-label={label} tabIndex={0} data-roomy>
        <ProblemAlert problem={problem} {...(onRetry ? { onRetry } : {})} focus={false} />
        {failed !== undefined && !problem ? <Empty>{text.pdf.unreadable}</Empty> : null}
        {!opened && !problem && !failed ? <Empty>{text.pdf.opening}</Empty> : null}
        {opened &&
          Array.from({ length: opened.numPages }, (_, index) => (
            <PdfPage
              key={index}
              document={opened}
              number={index + 1}
              room={width}
              zoom={zoom}
              turn={turn}
              overlay={overlay}
              bare={bare === index + 1}
              onSight={index + 1 === watchedPage ? see : undefined}
              first={index + 1 === (startAt === -1 ? opened.numPages : startAt)}
            />
          ))}
      </div>
    </div>
  )
}

/** The room inside an element, as it changes. */
function useWidth(of: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(600)
  useEffect(() => {
    if (!of.current) return
    const watch = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width))
    watch.observe(of.current)
    return () => watch.disconnect()
  }, [of])
  return width
}
