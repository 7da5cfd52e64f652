/** Why a scan was refused, in the words of the chosen language. */
import type { Schema } from '../api/types'
import { chosenLanguage } from '../text/catalogue'
import type { Codes } from '../text/codes'

export function refusedScan(codes: Codes, scan: Schema['ScanView'] | undefined): string | undefined {
  if (scan?.state !== 'refused') return undefined
  // The API speaks Vietnamese, and its words say more than the code: one cause has several remedies.
  if (chosenLanguage() === 'vi' && scan.message !== undefined) return scan.message
  return scan.cause === undefined ? scan.message : codes.said('scanRefusals', scan.cause)
}
