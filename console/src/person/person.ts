/** For whom: an account of the national portal found by its number, or a name with an e-mail. */
import type { Account, Schema } from '../api/types'
import type { Text } from '../text/vi'
import { typedEmail, type EmailLack } from '../values/email'
import { isName, oneLine } from '../values/letters'
import { typedNumber } from '../values/number'

/** The account that was found by a number, or that a case already has. */
export interface Found {
  account: string
  name: string
  /** The number that it was found by; unknown when it comes from a case. */
  number?: string
  /** What the portal said of it just now. */
  seen?: Account
}

export interface Person {
  /** "Đối tượng không có tài khoản DVCQG" */
  noAccount: boolean
  number: string
  found: Found | undefined
  name: string
  email: string
}

export type PersonField = 'number' | 'name' | 'email'
export type PersonLack = 'required' | 'notFound' | 'badNumber' | 'badName' | EmailLack

export function nobody(): Person {
  return { noAccount: false, number: '', found: undefined, name: '', email: '' }
}

/** What is missing or cannot be taken. The API has the last word. */
export function personLacks(person: Person): Partial<Record<PersonField, PersonLack>> {
  if (!person.noAccount) {
    if (person.found) return {}
    if (!person.number.trim()) return { number: 'required' }
    return { number: typedNumber(person.number) ? 'notFound' : 'badNumber' }
  }
  const lack: Partial<Record<PersonField, PersonLack>> = {}
  if (!person.name.trim()) lack.name = 'required'
  else if (!isName(oneLine(person.name))) lack.name = 'badName'
  const email = typedEmail(person.email)
  if (email.lack) lack.email = email.lack === 'empty' ? 'required' : email.lack
  return lack
}

/** What is said of it at its field. */
export function personLackText(lack: PersonLack, { officer, values }: Text): string {
  if (lack === 'badNumber') return values.number
  if (lack === 'badName') return values.name
  return lack === 'required' || lack === 'notFound' ? officer.lacks[lack] : values.email[lack]
}

/** As the API takes it; undefined while the person is not known by number. */
export function requesterOf({ noAccount, found, name, email }: Person): Schema['RequesterBody'] | undefined {
  if (noAccount) return { name: oneLine(name), email: typedEmail(email).email ?? email.trim() }
  return found?.number === undefined ? undefined : { number: found.number }
}
