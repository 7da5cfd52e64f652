/** The catalogue's words for the screens, in the language that was chosen. */
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'

import { changeLanguage, chosenLanguage, TEXTS, type Language } from './catalogue'
import type { Text } from './vi'

interface Chosen {
  language: Language
  choose: (language: Language) => void
}

const Chosen = createContext<Chosen>({ language: 'vi', choose: () => undefined })

export function TextProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(chosenLanguage)
  const choose = (to: Language) => {
    changeLanguage(to).then(
      () => setLanguage(to),
      () => undefined, // not reached: the words stay as they are
    )
  }
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return <Chosen value={{ language, choose }}>{children}</Chosen>
}

/** The words of the screen. */
export function useText(): Text {
  return TEXTS[useContext(Chosen).language]
}

export function useLanguage(): Chosen {
  return useContext(Chosen)
}
