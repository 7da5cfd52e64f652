/** What the form for an official holds, what is wrong with it, and what of it is sent. */
import type { Role, Schema } from '../../api/types'
import type { Text } from '../../text/vi'
import type { Errors } from '../../ui/useSave'
import { typedEmail } from '../../values/email'
import { isName, oneLine } from '../../values/letters'
import type { Official } from './queries'

export const FIELDS = [
  'name',
  'username',
  'email',
  'roles',
  'subject',
  'head',
  'own',
  'number',
  'by',
  'from',
  'until',
] as const
export type Field = (typeof FIELDS)[number]

export interface OfficialFields extends Record<Exclude<Field, 'roles'>, string> {
  roles: Role[]
  right: Schema['RightName']
  types: string[]
  disabled: boolean
}

export function fieldsOf(official: Official | undefined): OfficialFields {
  const { title } = official ?? {}
  return {
    name: official?.name ?? '',
    username: official?.username ?? '',
    email: official?.email ?? '',
    roles: official?.roles ?? [],
    subject: official?.subject ?? '',
    head: title?.head ?? '',
    own: title?.own ?? '',
    right: title?.right ?? 'head',
    number: title?.delegation?.number ?? '',
    by: title?.delegation?.by ?? '',
    from: title?.delegation?.from ?? '',
    until: title?.delegation?.until ?? '',
    types: title?.delegation?.document_types ?? [],
    disabled: official?.disabled ?? false,
  }
}

/** Whether the official signs, and so has a title and right. */
export const signs = ({ roles }: OfficialFields) => roles.includes('signer')

export function check(fields: OfficialFields, text: Text): Errors<Field> {
  const words = text.admin.officials
  const wrong: Errors<Field> = {}
  const needed = (...names: Exclude<Field, 'roles'>[]) => {
    for (const name of names) if (fields[name].trim() === '') wrong[name] = text.common.required
  }
  needed('name')
  if (!/^[a-z0-9][a-z0-9._-]{2,63}$/.test(fields.username)) wrong.username = words.usernameWrong
  if (fields.name.trim() !== '' && !isName(oneLine(fields.name))) wrong.name = text.values.name
  const { lack } = typedEmail(fields.email)
  if (lack) wrong.email = text.values.email[lack]
  if (fields.roles.length === 0) wrong.roles = words.rolesMissing
  if (signs(fields)) {
    needed('head')
    if (fields.right !== 'head') {
      needed('own', 'number', 'by')
      if (fields.from === '') wrong.from = text.common.badDay
      if (fields.until === '') wrong.until = text.common.badDay
    }
  }
  return wrong
}

export function titleOf(fields: OfficialFields): Schema['TitleBody'] {
  const head = fields.head.trim()
  if (fields.right === 'head') return { head, right: 'head' }
  return {
    head,
    right: fields.right,
    own: fields.own.trim(),
    delegation: {
      number: fields.number.trim(),
      by: fields.by.trim(),
      from: fields.from,
      until: fields.until,
      ...(fields.types.length > 0 && { document_types: fields.types }),
    },
  }
}

export function creation(fields: OfficialFields): Schema['CreateOfficialBody'] {
  return {
    username: fields.username,
    name: fields.name.trim(),
    email: emailOf(fields),
    roles: fields.roles,
    ...(fields.subject.trim() !== '' && { subject: fields.subject.trim() }),
    ...(signs(fields) && { title: titleOf(fields) }),
  }
}

/** The address as the API takes it. */
const emailOf = ({ email }: OfficialFields) => typedEmail(email).email ?? email.trim()

/** What differs; what is left out stays. */
export function changes(
  before: OfficialFields,
  after: OfficialFields,
): Partial<Schema['ChangeOfficialBody']> {
  const differs = (value: (fields: OfficialFields) => unknown) =>
    JSON.stringify(value(before)) !== JSON.stringify(value(after))
  return {
    ...(differs(({ name }) => name) && { name: after.name.trim() }),
    ...(differs(emailOf) && { email: emailOf(after) }),
    ...(differs(({ roles }) => [...roles].sort()) && { roles: after.roles }),
    ...(differs(({ subject }) => subject) &&
      after.subject.trim() !== '' && { subject: after.subject.trim() }),
    ...(signs(after) && differs(titleOf) && { title: titleOf(after) }),
    ...(differs(({ disabled }) => disabled) && { disabled: after.disabled }),
  }
}
