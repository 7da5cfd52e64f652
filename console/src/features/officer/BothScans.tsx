/** A repaired scan and the file that was uploaded, one or the other on the screen. */
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'

import type { Case } from '../../api/types'
import { CaseDocument } from '../../pdf/CaseDocument'
import { PdfView } from '../../pdf/PdfView'
import type { Sight } from '../../pdf/sight'
import { useText } from '../../text/text'
import styles from './officer.module.css'

interface Props {
  of: Case
  /** The uploaded file, when it is on this computer. */
  uploaded: Uint8Array | undefined
  /** Told whether the first page of the repaired scan is on the screen. */
  onSight: (sight: Sight) => void
}

const VERSIONS = ['scan', 'uploaded'] as const

export function BothScans({ of, uploaded, onSight }: Props) {
  const { repair } = useText().officer
  const [version, setVersion] = useState<(typeof VERSIONS)[number]>('scan')
  const shown =
    version === 'uploaded' && uploaded ? (
      <PdfView bytes={uploaded} label={repair.versions.uploaded} />
    ) : (
      <CaseDocument
        key={version}
        id={of.id}
        version={version}
        seen={(version === 'scan' ? of.scan?.sha256 : of.scan?.repair?.uploaded_sha256) ?? of.version}
        {...(version === 'scan' ? { watched: 1, onSight } : {})}
      />
    )
  return (
    <div className={styles.both}>
      <SegmentedControl
        size="xs"
        aria-label={repair.which}
        data={VERSIONS.map((value) => ({ value, label: repair.versions[value] }))}
        value={version}
        onChange={setVersion}
      />
      <div className={styles.shown}>{shown}</div>
    </div>
  )
}
