/** Where the signature stands, as its preparation says it, and where the leader is moving it. */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useRef, useState } from 'react'

import type { Schema } from '../../api/types'
import { cut } from '../../pdf/cut'
import { samePlace, snapped, type PageSize, type Place } from '../../pdf/place'
import type { Preparation, Prepared } from './preparing'

/** After the last key or drop, before it is prepared there: whoever presses an arrow ten times means one move. */
const SETTLED = 500

/** The legal place of each case that was prepared there, for coming back to a case whose signature was moved. */
const legalPlaces = new Map<string, Place>()

type Placed = Schema['PlacedView']

export interface Placing {
  /** Where it is shown; undefined until the prepared document is shown. */
  place: Place | undefined
  seal: Place | undefined
  legal: Place | undefined
  pages: readonly PageSize[]
  image: string | undefined
  /** The page on which the prepared document itself shows the signature. */
  preparedOn: number | undefined
  /** The place that is not prepared yet. */
  draft: Place | undefined
  read: (document: PDFDocumentProxy, of: Prepared) => void
  move: (place: Place) => void
  drop: (place: Place) => void
  /** To the point, not taken to the legal place. */
  nudge: (place: Place) => void
  type: (place: Place) => void
  apply: () => void
  reset: () => void
}

export function usePlacing(id: string, { again }: Preparation): Placing {
  const [placed, setPlaced] = useState<Placed>()
  const [pages, setPages] = useState<PageSize[]>([])
  const [draft, setDraft] = useState<Place>()
  const [image, setImage] = useState<string>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => (image ? () => URL.revokeObjectURL(image) : undefined), [image])

  const read = (document: PDFDocumentProxy, of: Prepared) => {
    void (async () => {
      const found = of.view.placed
      if (!found) return
      const sizes = await pageSizes(document)
      if (of.asked === undefined) legalPlaces.set(id, found.signature)
      setPlaced(found)
      setPages(sizes)
      // What was asked for is where it is now; what was moved since stays as it was moved.
      setDraft((moved) => (samePlace(moved, of.asked ?? found.signature) ? undefined : moved))
      if (!image) setImage(await cut(document, found.signature))
    })().catch(() => undefined) // the document was closed meanwhile
  }
  const prepareAt = (place: Place | undefined) => {
    clearTimeout(timer.current)
    again(place).catch(() => undefined) // the preparation says it
  }
  const legal = legalPlaces.get(id)
  const move = (place: Place) => setDraft(snapped(place, legal))
  const nudge = (place: Place) => {
    setDraft(place)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => prepareAt(place), SETTLED)
  }
  return {
    place: draft ?? placed?.signature,
    // The seal goes where the signature goes.
    seal: sealOf(placed, draft),
    legal,
    pages,
    image,
    preparedOn: placed?.signature.page,
    draft,
    read,
    move,
    drop: (place) => nudge(snapped(place, legal)),
    nudge,
    type: setDraft,
    apply: () => draft && prepareAt(draft),
    reset: () => {
      setDraft(legal)
      prepareAt(undefined)
    },
  }
}

/** The seal's place beside a signature that is being moved, kept at the same distance until it is prepared there. */
function sealOf(placed: Placed | undefined, draft: Place | undefined): Place | undefined {
  if (!placed || !draft) return placed?.seal
  const { seal, signature } = placed
  const third = (place: Place) => place.x + place.width / 3
  const middle = (place: Place) => place.y + place.height / 2
  return {
    ...seal,
    page: draft.page,
    x: Math.max(0, seal.x + third(draft) - third(signature)),
    y: Math.max(0, seal.y + middle(draft) - middle(signature)),
  }
}

async function pageSizes(document: PDFDocumentProxy): Promise<PageSize[]> {
  const sizes: PageSize[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const { width, height } = (await document.getPage(number)).getViewport({ scale: 1 })
    sizes.push({ width, height })
  }
  return sizes
}
