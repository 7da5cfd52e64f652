/**
 * The catalogue as it is loaded: in the chosen language alone, each part with the screen that needs it. What the frame says
 * is there from the beginning, in Vietnamese, so that even a failed start has its words.
 */
import { use } from 'react'

import { sayRefusals } from '../api/problem'
import type { Text } from './vi'
import { common } from './vi/common'
import { frame } from './vi/frame'
import { problems } from './vi/problems'
import { signing } from './vi/signing'
import { values } from './vi/values'

export type Language = 'vi' | 'en'
/** The public check has its words by itself. */
export type Part = Exclude<keyof Text, 'check'>

const KEY = 'language'
const files = import.meta.glob<Partial<Text>>([
  './{vi,en}/*.ts',
  '!./*/index.ts',
  '!./*/check.ts',
  '!./vi/{common,frame,problems,signing,values}.ts',
  '!./en/refusals.ts',
])
const there: Record<Language, Partial<Text>> = { vi: { common, frame, problems, signing, values }, en: {} }
const needed = new Set(Object.keys(there.vi) as Part[])
const loaded = Object.keys(files).flatMap((file) => /^\.\/vi\/(\w+)\.ts$/.exec(file)?.[1] ?? []) as Part[]
const parts = [...needed, ...loaded]
const reading = new Map<string, Promise<void>>()
let language: Language = 'vi'

/** Vietnamese unless somebody asked for English. */
export function chosenLanguage(): Language {
  return language
}

/** Reads the first parts in the language that was chosen here before. */
export async function beginTexts(first: readonly Part[]): Promise<void> {
  if (localStorage.getItem(KEY) === 'en') await changeLanguage('en')
  await loadTexts(first)
}

/** Reads parts in the chosen language, for a screen that is about to be shown. */
export async function loadTexts(wanted: readonly Part[]): Promise<void> {
  wanted.forEach((part) => needed.add(part))
  await Promise.all(wanted.map((part) => read(language, part)))
}

/** Reads in another language what the open screens say, and keeps the choice. */
export async function changeLanguage(to: Language): Promise<void> {
  const [refusals] = await Promise.all([
    to === 'en' ? import('./en/refusals') : undefined,
    ...[...needed].map((part) => read(to, part)),
  ])
  sayRefusals(refusals?.refused)
  language = to
  localStorage.setItem(KEY, to)
}

function read(of: Language, part: Part): Promise<void> {
  const file = `./${of}/${part}.ts`
  const begun = reading.get(file)
  if (begun) return begun
  const begins = (async () => {
    if (there[of][part]) return
    const found = await files[file]?.()
    Object.assign(there[of], { [part]: found?.[part] })
  })()
  reading.set(file, begins)
  begins.catch(() => reading.delete(file)) // may be had later
  return begins
}

/** The words of a language. A part that no one loaded is waited for. */
function textOf(of: Language): Text {
  const text = {}
  for (const part of parts)
    Object.defineProperty(text, part, { get: () => there[of][part] ?? late(of, part) })
  return text as Text
}

function late(of: Language, part: Part) {
  needed.add(part)
  // eslint-disable-next-line react-hooks/rules-of-hooks -- screens ask for words while they are rendered
  use(read(of, part))
  return there[of][part]
}

export const TEXTS: Record<Language, Text> = { vi: textOf('vi'), en: textOf('en') }
