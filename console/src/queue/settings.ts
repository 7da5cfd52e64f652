/** What an official has chosen for the lists, kept on this computer. */
import { useState } from 'react'

const OPENS_NEXT = 'opens-next'

export function useOpensNext(): [boolean, (on: boolean) => void] {
  const [on, set] = useState(() => localStorage.getItem(OPENS_NEXT) !== 'no')
  return [
    on,
    (next) => {
      localStorage.setItem(OPENS_NEXT, next ? 'yes' : 'no')
      set(next)
    },
  ]
}
