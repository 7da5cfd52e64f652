/** What an administrator changed, in words: each field with its old and its new value. */
import type { Schema } from '../../api/types'
import { dayOfIso, money } from '../../format/format'
import type { Text } from '../../text/vi'

type Change = Schema['FieldChangeView']
type Field = Change['field']
/** What a value says, a phrase each: one for a single value, one a line for a list. */
type Says = (value: unknown, text: Text) => string[]

/** A change as sentences; of what is about a person, and of what a later version sends, only that it changed. */
export function changeInWords({ field, before, after }: Change, text: Text): string[] {
  const words = text.admin.history
  const name = (words.fieldNames as Partial<Record<Field, string>>)[field] ?? words.otherField
  const says = (SAYS as Partial<Record<Field, Says>>)[field]
  if (!says) return [words.changed(name)]
  const [old, fresh] = [phrases(says, before, text), phrases(says, after, text)]
  if (LISTS.has(field)) {
    const added = fresh.filter((phrase) => !old.includes(phrase))
    const removed = old.filter((phrase) => !fresh.includes(phrase))
    const lines = [
      ...(added.length > 0 ? [words.added(name, added.join('; '))] : []),
      ...(removed.length > 0 ? [words.removed(name, removed.join('; '))] : []),
    ]
    return lines.length > 0 ? lines : [words.reordered(name)]
  }
  const [was, is] = [old[0], fresh[0]]
  if (was !== undefined && is !== undefined) return [words.fromTo(name, was, is)]
  if (is !== undefined) return [words.set(name, is)]
  return [was === undefined ? words.changed(name) : words.unset(name, was)]
}

function phrases(says: Says, value: unknown, text: Text): string[] {
  return value === undefined || value === null ? [] : says(value, text)
}

const LISTS: ReadonlySet<Field> = new Set<Field>([
  'document_types',
  'retired_types',
  'wordings',
  'calendar',
  'fees',
  'register_columns',
  'government',
  'public',
  'intermediates',
  'holidays',
])

/** A value that is there but not of the form that is known. */
const other = (text: Text) => text.admin.history.otherValue
const fields = (value: unknown) =>
  (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
const items = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const string = (value: unknown, text: Text) =>
  typeof value === 'string' && value !== '' ? value : other(text)
const count = (value: unknown) => (typeof value === 'number' ? value : 0)
const isoDayOf = (value: unknown, text: Text) => (typeof value === 'string' ? dayOfIso(value) : other(text))
const quoted: Says = (value, text) => [`“${string(value, text)}”`]
const each =
  (says: (item: Record<string, unknown>, text: Text) => string): Says =>
  (value, text) =>
    items(value).map((item) => says(fields(item), text))
const named = each(({ name }, text) => `“${string(name, text)}”`)
const authorities = each(({ subject }, text) => `“${string(subject, text)}”`)

const SAYS: Record<Field, Says> = {
  name: quoted,
  locality: quoted,
  subject: quoted,
  username: quoted,
  email: quoted,
  status: (value, text) => {
    const words = text.admin.agency.statuses as Partial<Record<string, string>>
    return [words[String(value)] ?? other(text)]
  },
  document_types: named,
  retired_types: named,
  wordings: each((wording, text) =>
    text.admin.history.wording(
      isoDayOf(wording.from, text),
      string(wording.title, text),
      string(wording.number_label, text),
      string(wording.book_label, text),
    ),
  ),
  calendar: hours,
  fees: each((rate, text) =>
    text.admin.history.rate(
      isoDayOf(rate.from, text),
      [rate.first_page, rate.further_page, rate.ceiling].map((amount) => money(count(amount))),
      count(rate.first_pages),
      string(rate.basis, text),
    ),
  ),
  register_columns: (value, text) =>
    items(value).map((head, at) => text.admin.history.column(at + 1, string(head, text))),
  roles: (value, text) => {
    const words = text.common.roles as Partial<Record<string, string>>
    const roles = items(value).map((role) => words[String(role)] ?? other(text))
    return [roles.length > 0 ? roles.join(', ') : text.admin.history.noRole]
  },
  disabled: (value, text) => [value === true ? text.admin.officials.locked : text.admin.officials.working],
  title,
  certificate: (_, text) => [text.admin.history.boundCertificate],
  government: authorities,
  public: authorities,
  intermediates: authorities,
  holidays: (value, text) =>
    Object.entries(fields(value)).map(([day, holiday]) => {
      const { kind, reason, weekday } = fields(holiday)
      const said = string(reason, text)
      const { weekdays, closed, workedAs } = text.admin.history
      if (kind !== 'worked_as') return closed(dayOfIso(day), said)
      return workedAs(dayOfIso(day), weekdays[count(weekday) - 1] ?? other(text), said)
    }),
}

/** Chức danh and right: `KT. Chủ tịch, Phó Chủ tịch; theo văn bản …`. */
function title(value: unknown, text: Text): string[] {
  const { right, head, own } = fields(value)
  const given = fields(right)
  const words = text.admin.history
  const names = text.admin.officials.rightNames as Partial<Record<string, string>>
  // The head's own title is the office's.
  const parts = [head, own].filter((part) => typeof part === 'string' && part !== '')
  const titles = [...new Set(parts)].join(', ')
  const whole = `${titles || other(text)} (${names[String(given.right)] ?? other(text)})`
  if (typeof given.number !== 'string') return [whole]
  const codes = items(fields(given.scope).codes)
  return [
    words.delegated(
      whole,
      given.number,
      string(given.by, text),
      isoDayOf(given.from, text),
      isoDayOf(given.until, text),
    ) + (codes.length > 0 ? words.delegatedTypes(codes.length) : ''),
  ]
}

/** Opening hours, a phrase a weekday, and the days that differ. */
function hours(value: unknown, text: Text): string[] {
  const words = text.admin.history
  const { week, slot_minutes, horizon_days, exceptions } = fields(value)
  const days = items(week).map((day, at) => {
    const { shifts, capacity } = fields(day)
    return words.hoursOf(words.weekdays[at] ?? other(text), shiftsOf(shifts), count(capacity))
  })
  const others = Object.entries(fields(exceptions)).map(([day, exception]) => {
    const { kind, reason, day: open, shifts } = fields(exception)
    const said = string(reason, text)
    if (kind === 'closed') return words.closed(dayOfIso(day), said)
    return words.opened(dayOfIso(day), shiftsOf(shifts ?? fields(open).shifts), said)
  })
  return [...days, words.slots(count(slot_minutes)), words.horizon(count(horizon_days)), ...others]
}

function shiftsOf(value: unknown): string {
  const clock = (time: unknown) => (typeof time === 'string' ? time.slice(0, 5) : '')
  return items(value)
    .map((shift) => `${clock(fields(shift).opens)}–${clock(fields(shift).closes)}`)
    .join(', ')
}
