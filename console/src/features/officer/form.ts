/** What an officer fills in for one original: the fields, what is missing, and how they stand against the case. */
import type { Case, Schema } from '../../api/types'
import {
  nobody,
  personLacks,
  requesterOf,
  type Person,
  type PersonField,
  type PersonLack,
} from '../../person/person'
import { oneLine } from '../../values/letters'

export interface Form extends Person {
  type: string
  original: string
  copies: string
  waived: boolean
  reason: string
  percent: string
}

export type Field = PersonField | 'type' | 'original' | 'copies' | 'reason' | 'percent'
export type Lack = PersonLack | 'badCopies' | 'short' | 'badPercent'
export type Lacks = Partial<Record<Field, Lack>>

export const MOST_COPIES = 1000

export function blank(): Form {
  return {
    ...nobody(),
    type: '',
    original: '',
    copies: '1',
    waived: false,
    reason: '',
    percent: '100',
  }
}

/** The next original of the same person. */
export function samePerson({ noAccount, number, found, name, email }: Form): Form {
  return { ...blank(), noAccount, number, found, name, email }
}

export function fromCase(one: Case): Form {
  const { account, name, email } = one.requester
  return {
    noAccount: account === undefined,
    number: '',
    found: account === undefined ? undefined : { account, name },
    name: account === undefined ? name : '',
    email: email ?? '',
    type: one.document_type,
    original: one.original_name,
    copies: String(one.copies),
    waived: one.fee_waiver !== undefined,
    reason: one.fee_waiver?.reason ?? '',
    percent: String(one.fee_waiver?.percent ?? 100),
  }
}

/** What is missing or cannot be taken. The API has the last word. */
export function lacks(form: Form): Lacks {
  const lack: Lacks = personLacks(form)
  if (!form.type) lack.type = 'required'
  if (whole(form.copies, MOST_COPIES) === undefined) lack.copies = 'badCopies'
  if (form.waived) {
    if (form.reason.trim().length < 3) lack.reason = 'short'
    if (whole(form.percent, 100) === undefined) lack.percent = 'badPercent'
  }
  return lack
}

function waiver({ waived, reason, percent }: Form): Schema['FeeWaiverBody'] | null {
  return waived ? { reason: reason.trim(), percent: Number(percent) } : null
}

/** A new case of it; the form lacks nothing. */
export function opening(form: Form): Schema['OpenBody'] | undefined {
  const who = requesterOf(form)
  if (!who) return undefined
  return {
    requester: who,
    document_type: form.type,
    copies: Number(form.copies),
    ...(form.original.trim() ? { original_name: form.original.trim() } : {}),
    ...(form.waived ? { fee_waiver: waiver(form) } : {}),
  }
}

/**
 * What was typed since `before`, the form as the case was last told of it; undefined when nothing was. The case itself
 * is no measure: the API stores texts in its own form (NFC, single blanks), which nobody types.
 */
export function changes(form: Form, before: Form): Omit<Schema['ChangeBody'], 'version'> | undefined {
  const change: Omit<Schema['ChangeBody'], 'version'> = {}
  const who = requesterOf(form)
  if (who && person(form) !== person(before)) change.requester = who
  if (form.type !== before.type) change.document_type = form.type
  const original = form.original.trim()
  if (original && original !== before.original.trim()) change.original_name = original
  if (Number(form.copies) !== Number(before.copies)) change.copies = Number(form.copies)
  const [wanted, had] = [waiver(form), waiver(before)]
  if (wanted?.reason !== had?.reason || wanted?.percent !== had?.percent) change.fee_waiver = wanted
  return Object.keys(change).length === 0 ? undefined : change
}

/** For whom, as text to compare. */
function person({ noAccount, found, name, email }: Form): string {
  return JSON.stringify(noAccount ? [name.trim(), email.trim()] : (found?.account ?? null))
}

/** Whether a case holds what was sent from a form, in the API's own form of its texts. */
export function holdsWhatWasSent(one: Case, sent: Form): boolean {
  return changes(settled(sent), settled(fromCase(one))) === undefined
}

/** Texts as the API stores them, as far as that is known here: only to recognise what was sent. */
function settled(form: Form): Form {
  const { name, email, original, reason } = form
  return {
    ...form,
    name: oneLine(name),
    email: oneLine(email).toLowerCase(),
    original: oneLine(original),
    reason: oneLine(reason),
  }
}

/** Whether somebody changed what is filled in between two readings of a case. */
export function changedBetween(before: Case, after: Case): boolean {
  return JSON.stringify(fromCase(before)) !== JSON.stringify(fromCase(after))
}

function whole(typed: string, most: number): number | undefined {
  const value = /^\d+$/.test(typed.trim()) ? Number(typed) : NaN
  return value >= 1 && value <= most ? value : undefined
}
