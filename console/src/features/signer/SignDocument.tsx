/**
 * What is to be signed. The scan is shown until it is prepared; then the real prepared document with the statement page
 * in sight, and the signature on it, to be moved.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

import type { Case } from '../../api/types'
import { CaseDocument } from '../../pdf/CaseDocument'
import { PdfView, type ShownPage } from '../../pdf/PdfView'
import { PlaceBox, PlaceOutline } from '../../pdf/PlaceBox'
import type { Sight } from '../../pdf/sight'
import { onPage, type Place } from '../../pdf/place'
import { preparedBytes } from '../../signing/prepared'
import { useText } from '../../text/text'
import type { Placing } from './placing'
import type { Prepared } from './preparing'

interface Props {
  of: Case
  prepared: Prepared | undefined
  placing: Placing
  /** Told whether the page that takes the signature is on the screen. */
  onSight: (sight: Sight) => void
}

export function SignDocument({ of, prepared, placing, onSight }: Props) {
  const seen = of.scan?.sha256 ?? of.version
  if (of.signature) return <CaseDocument id={of.id} version="signed" seen={of.signature.at} startAt={-1} />
  if (!prepared) return <CaseDocument id={of.id} version="scan" seen={seen} />
  return <PreparedDocument of={of} prepared={prepared} placing={placing} onSight={onSight} />
}

function PreparedDocument({ of, prepared, placing, onSight }: Props & { prepared: Prepared }) {
  const text = useText()
  const seen = of.scan?.sha256 ?? of.version
  const read = useQuery({
    ...preparedBytes({ id: of.id, base: 'scan', seen, prepared: prepared.view.prepared }),
    placeholderData: keepPreviousData,
  })
  const shown = useRef(new Map<number, ShownPage>())
  const { place, seal, image, draft } = placing

  // A signature that is put on another page is brought into sight there.
  const on = place?.page
  const before = useRef(on)
  useEffect(() => {
    if (before.current !== undefined && on !== before.current)
      document.querySelector(`[data-page="${on ?? 0}"]`)?.scrollIntoView({ block: 'center' })
    before.current = on
  }, [on])

  /** The page under the pointer takes the signature, its middle where the pointer is. */
  const elsewhere = (from: Place, pointer: { x: number; y: number }): Place | undefined => {
    const element = document
      .elementsFromPoint(pointer.x, pointer.y)
      .find((one): one is HTMLElement => one instanceof HTMLElement && one.dataset.page !== undefined)
    const page = shown.current.get(Number(element?.dataset.page))
    if (!element || !page || page.turn !== 0 || page.number === from.page) return undefined
    const box = element.getBoundingClientRect()
    const x = (pointer.x - box.left) / page.scale - from.width / 2
    const y = page.height - (pointer.y - box.top) / page.scale - from.height / 2
    return onPage({ ...from, page: page.number, x, y }, page)
  }
  const overlay = (page: ShownPage) => {
    shown.current.set(page.number, page)
    return (
      <>
        {seal?.page === page.number && (
          <PlaceOutline page={page} place={seal} label={text.signer.place.seal} />
        )}
        {place?.page === page.number && (
          <PlaceBox
            page={page}
            place={place}
            image={draft ? image : undefined}
            onChange={placing.move}
            onDrop={placing.drop}
            onNudge={placing.nudge}
            elsewhere={elsewhere}
          />
        )}
      </>
    )
  }
  return (
    <PdfView
      bytes={read.data}
      label={text.queue.document}
      problem={read.error}
      onRetry={() => void read.refetch()}
      startAt={-1}
      overlay={overlay}
      watched={place?.page ?? -1}
      onSight={read.isPlaceholderData ? undefined : onSight} // what was shown before is not what is signed
      bare={draft && image ? placing.preparedOn : undefined}
      onOpened={(document) => {
        // What was shown before may still be opened while the next is on its way.
        if (!read.isPlaceholderData) placing.read(document, prepared)
      }}
    />
  )
}
