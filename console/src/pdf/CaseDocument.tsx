/** The document of a case in a version: the scan, the prepared, signed or sealed copy. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { documentBytes, type DocumentVersion } from '../api/queries'
import { useText } from '../text/text'
import { PdfView, type ShownPage } from './PdfView'

interface Props {
  id: string
  version: DocumentVersion
  /** What tells one content from another: the case's version, a preparation. */
  seen: string | number
  overlay?: (page: ShownPage) => ReactNode
  startAt?: number
}

export function CaseDocument({ id, version, seen, overlay, startAt }: Props) {
  const { document } = useText().queue
  const read = useQuery(documentBytes(id, version, seen))
  return (
    <PdfView
      bytes={read.data}
      label={document}
      problem={read.error}
      onRetry={() => void read.refetch()}
      {...(overlay ? { overlay } : {})}
      {...(startAt === undefined ? {} : { startAt })}
    />
  )
}
