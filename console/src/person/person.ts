/** For whom: an account of the national portal found by its number, or a name with an e-mail. */
import type { Account, Schema } from '../api/types'

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
export type PersonLack = 'required' | 'notFound' | 'badEmail'

export function nobody(): Person {
  return { noAccount: false, number: '', found: undefined, name: '', email: '' }
}

/** What is missing or cannot be taken. The API has the last word. */
export function personLacks(person: Person): Partial<Record<PersonField, PersonLack>> {
  if (!person.noAccount) return person.found ? {} : { number: person.number.trim() ? 'notFound' : 'required' }
  const lack: Partial<Record<PersonField, PersonLack>> = {}
  if (!person.name.trim()) lack.name = 'required'
  if (!person.email.trim()) lack.email = 'required'
  else if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(person.email.trim())) lack.email = 'badEmail'
  return lack
}

/** As the API takes it; undefined while the person is not known by number. */
export function requesterOf({ noAccount, found, name, email }: Person): Schema['RequesterBody'] | undefined {
  if (noAccount) return { name: name.trim(), email: email.trim() }
  return found?.number === undefined ? undefined : { number: found.number }
}
