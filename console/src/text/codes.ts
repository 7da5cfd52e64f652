/** The closed sets of codes that the API sends, and how a language says them. The types say when a word is missing. */
import type { HistoryFacts, Schema } from '../api/types'

type Words<K extends keyof Schema> = Record<Schema[K] & string, string>

/** A word for every code of every set. */
export interface Sets {
  caseActions: Words<'CaseAction'>
  appointmentActions: Words<'AppointmentAction'>
  changedFields: Words<'ChangedField'>
  extensionGrounds: Words<'ExtensionGround'>
  returnGrounds: Words<'ReturnGround'>
  scanRefusals: Words<'ScanRefusal'>
  scanWarnings: Words<'ScanWarning'>
  scanChanges: Words<'ScanChange'>
  accountWarnings: Words<'AccountWarning'>
  notices: Words<'NoticeKind'>
  channels: Words<'Channel'>
  deliveryStates: Words<'DeliveryStatus'>
  deliveryReasons: Words<'ReportReason'>
  advice: Words<'DeliveryAdvice'>
  bookKinds: Words<'BookKind'>
}

type Fact<K> = Extract<HistoryFacts, { kind: K }>
/** A sentence for every kind of facts. */
export type Facts = { [K in HistoryFacts['kind']]: (facts: Fact<K>) => string }

/** The word for a code; a neutral one for a code that a later version of the API sends. */
export type Said = <S extends keyof Sets>(set: S, code: keyof Sets[S]) => string

export interface Codes {
  said: Said
  /** The facts of a line of history; nothing for facts of a later version. */
  factsInWords: (facts: HistoryFacts) => string
}

export function codesOf(sets: Sets, unknown: string, facts: (said: Said) => Facts): Codes {
  const said: Said = (set, code) => (sets[set] as Partial<Record<typeof code, string>>)[code] ?? unknown
  const sentences = facts(said) as Partial<Record<string, (facts: HistoryFacts) => string>>
  return { said, factsInWords: (line) => sentences[line.kind]?.(line) ?? '' }
}
