/** Whether a screen is still the one that is wanted, for what an answer does that comes late. */
import { useState } from 'react'

/** The address counts: the next screen may still be loading while the one before is shown. */
export function useShown(): () => boolean {
  const [at] = useState(() => location.pathname)
  return () => location.pathname === at
}
