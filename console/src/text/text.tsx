/** The catalogue in the language that was chosen; Vietnamese unless somebody asked for English. */
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'

import { vi, type Text } from './vi'

export type Language = 'vi' | 'en'

interface Chosen {
  language: Language
  text: Text
  choose: (language: Language) => void
}

const KEY = 'language'
const Chosen = createContext<Chosen>({ language: 'vi', text: vi, choose: () => undefined })

export function TextProvider({ children }: { children: ReactNode }) {
  const [wanted, choose] = useState<Language>(() => (localStorage.getItem(KEY) === 'en' ? 'en' : 'vi'))
  const [english, setEnglish] = useState<Text>()

  useEffect(() => {
    localStorage.setItem(KEY, wanted)
    if (wanted === 'en' && !english) void import('./en').then(({ en }) => setEnglish(en))
  }, [wanted, english])

  const ready = wanted === 'en' && english ? english : vi
  const language = ready === vi ? 'vi' : 'en'
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])

  return <Chosen value={{ language, text: ready, choose }}>{children}</Chosen>
}

/** The words of the screen. */
export function useText(): Text {
  return useContext(Chosen).text
}

export function useLanguage(): Pick<Chosen, 'language' | 'choose'> {
  return useContext(Chosen)
}
