/** The words of this page alone, not the officials' catalogue; the choice of language is shared with it. */
import { createContext, useContext, useEffect, useState } from 'react'

import { check as vi } from '../text/vi/check'

export type Words = typeof vi

const KEY = 'language'

export const WordsContext = createContext<Words>(vi)

export function useWords(): Words {
  return useContext(WordsContext)
}

/** The words in the language that was chosen, and how to choose the other one. */
export function useChosenWords(): [Words, () => void] {
  const [wanted, choose] = useState(() => (localStorage.getItem(KEY) === 'en' ? 'en' : 'vi'))
  const [english, setEnglish] = useState<Words>()
  useEffect(() => {
    localStorage.setItem(KEY, wanted)
    if (wanted === 'en') void import('../text/en/check').then(({ check }) => setEnglish(check))
  }, [wanted])
  const words = wanted === 'en' && english ? english : vi
  useEffect(() => {
    document.documentElement.lang = words === vi ? 'vi' : 'en'
    document.title = words.title
  }, [words])
  return [words, () => choose(wanted === 'en' ? 'vi' : 'en')]
}
