/** The document of a case in a version: the scan, the prepared, signed or sealed copy. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { documentBytes, type DocumentVersion } from '../api/queries'
import { useText } from '../text/text'
import { PdfView, type ShownPage } from './PdfView'
import type { Sight } from './sight'

interface Props {
  id: string
  version: DocumentVersion
  /** What tells one content from another: the case's version, a preparation. */
  seen: string | number
  overlay?: (page: ShownPage) => ReactNode
  startAt?: number
  /** The page that must be seen, as `PdfView` takes it. */
  watched?: number
  onSight?: (sight: Sight) => void
}

export function CaseDocument({ id, version, seen, overlay, startAt, watched, onSight }: Props) {
  const { document } = useText().queue
  const read = useQuery(documentBytes(id, version, seen))
  return (
    <PdfView
      bytes={read.data}
      label={document}
      problem={read.error}
      onRetry={() => void read.refetch()}
      watched={watched}
      onSight={onSight}
      {...(overlay ? { overlay } : {})}
      {...(startAt === undefined ? {} : { startAt })}
    />
  )
}
