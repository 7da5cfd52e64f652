/** Goes on with a batch that a closed tab left; its work is loaded when there is some. */
import { useEffect } from 'react'

import { patiently } from '../ui/later'
import type { PendingStore } from './pending'

type Resume = (fingerprint: string) => Promise<void>

/** `load` stays the same from one render to the next. */
export function useResume(
  fingerprint: string | undefined,
  pending: PendingStore,
  load: () => Promise<Resume>,
): void {
  useEffect(() => {
    if (fingerprint && pending.has(fingerprint)) void patiently(load).then((resume) => resume(fingerprint))
  }, [fingerprint, pending, load])
}
