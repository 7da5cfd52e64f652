/** Why a scan was refused, in the words of the chosen language. */
import type { Schema } from '../api/types'
import type { Codes } from '../text/codes'

export function refusedScan(codes: Codes, scan: Schema['ScanView'] | undefined): string | undefined {
  if (scan?.state !== 'refused') return undefined
  return scan.cause === undefined ? scan.message : codes.said('scanRefusals', scan.cause)
}
