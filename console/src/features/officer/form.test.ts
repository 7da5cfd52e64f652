import { describe, expect, test } from 'vitest'

import type { Case } from '../../api/types'
import {
  blank,
  changedBetween,
  changes,
  fromCase,
  holdsWhatWasSent,
  lacks,
  opening,
  samePerson,
  type Form,
} from './form'

const filled: Form = {
  ...blank(),
  number: '001099000101',
  found: { account: 'tk-1', name: 'Trần Văn Thử', number: '001099000101' },
  type: 'bang-tot-nghiep',
  original: 'Bằng tốt nghiệp đại học',
  copies: '2',
}

const one: Case = {
  id: '01K8E5V3YJ9X0W6P2R4T7Q1Z5B',
  version: 3,
  state: 'draft',
  state_text: 'Đang tiếp nhận',
  requester: { account: 'tk-1', name: 'Trần Văn Thử' },
  document_type: 'bang-tot-nghiep',
  document_type_text: 'Bằng tốt nghiệp',
  original_name: 'Bằng tốt nghiệp đại học',
  copies: 2,
  received_at: '2026-11-23T09:14:00+07:00',
  due_at: '2026-11-23T17:00:00+07:00',
  overdue: false,
}

describe('what is missing', () => {
  test('is said of each field, and nothing is missing in a whole form', () => {
    expect(lacks(blank())).toEqual({ number: 'required', type: 'required' })
    expect(lacks(filled)).toEqual({})
  })
  test('a number that was typed but not looked up is not enough', () =>
    expect(lacks({ ...filled, found: undefined })).toEqual({ number: 'notFound' }))
  test('a number that is none is told from one that was not looked up', () =>
    expect(lacks({ ...filled, found: undefined, number: '00109900010' })).toEqual({ number: 'badNumber' }))
  test('without an account, name and a plausible e-mail are', () => {
    expect(lacks({ ...filled, noAccount: true })).toEqual({ name: 'required', email: 'required' })
    const typed = { ...filled, noAccount: true, name: 'Lê', email: 'le@' }
    expect(lacks(typed)).toEqual({ email: 'domain' })
    expect(lacks({ ...typed, email: 'le.vn' })).toEqual({ email: 'no_at' })
    expect(lacks({ ...typed, name: '\u3164', email: '<le@thu.vn>' })).toEqual({ name: 'badName' })
  })
  test('copies and waiver keep to their limits', () => {
    expect(lacks({ ...filled, copies: '0' })).toEqual({ copies: 'badCopies' })
    expect(lacks({ ...filled, copies: '1001' })).toEqual({ copies: 'badCopies' })
    expect(lacks({ ...filled, waived: true, reason: 'x', percent: '101' })).toEqual({
      reason: 'short',
      percent: 'badPercent',
    })
  })
})

test('a new case carries what was filled in', () => {
  expect(opening({ ...filled, waived: true, reason: 'Người có công', percent: '50' })).toEqual({
    requester: { number: '001099000101' },
    document_type: 'bang-tot-nghiep',
    original_name: 'Bằng tốt nghiệp đại học',
    copies: 2,
    fee_waiver: { reason: 'Người có công', percent: 50 },
  })
})

describe('against its case', () => {
  test('a form read from a case changes nothing of it', () => {
    expect(changes(fromCase(one), fromCase(one))).toBeUndefined()
    expect(changes(filled, fromCase(one))).toBeUndefined()
  })
  test('only what differs is sent', () =>
    expect(changes({ ...filled, copies: '3' }, fromCase(one))).toEqual({ copies: 3 }))
  test('a waiver is taken back with null', () => {
    const waived = { ...one, fee_waiver: { reason: 'Người có công', percent: 100 } }
    expect(changes(filled, fromCase(waived))).toEqual({ fee_waiver: null })
  })
  test('another person is sent, by number or by name and e-mail', () => {
    const other = { account: 'tk-2', name: 'Lê Thị Mẫu', number: '001199000102' }
    expect(changes({ ...filled, found: other }, fromCase(one))).toEqual({
      requester: { number: '001199000102' },
    })
    const none = { ...filled, noAccount: true, name: 'Lê', email: 'le@thu.example.vn' }
    expect(changes(none, fromCase(one))).toEqual({ requester: { name: 'Lê', email: 'le@thu.example.vn' } })
  })
  describe('a text that the API stores in another form', () => {
    // As values.json has names: decomposed, blanks of every kind, marks that are not seen.
    const name = 'Nguyễn Thị Đào'
    const typed = [
      name.normalize('NFD'),
      'Nguyễn  Thị Đào',
      'Nguyễn\tThị Đào',
      'Nguyễn\u00a0Thị Đào',
      ' Nguyễn Thị Đào  ',
    ]
    test.each(typed)('%j is sent once', (text) => {
      const sent = { ...filled, noAccount: true, name: text, email: 'dao@thu.example.vn', original: text }
      const before = { ...sent, name: 'Nguyễn', original: 'Bằng' }
      expect(changes(sent, before)).toEqual({
        requester: { name, email: 'dao@thu.example.vn' },
        original_name: text.trim(),
      })
      expect(changes(sent, sent)).toBeUndefined()
      const stored = { ...one, requester: { name, email: 'dao@thu.example.vn' }, original_name: name }
      expect(holdsWhatWasSent(stored, sent)).toBe(true)
      expect(holdsWhatWasSent({ ...stored, original_name: 'Bằng' }, sent)).toBe(false)
    })
  })
  test("a scan's arrival is no change of what is filled in, another counter's edit is", () => {
    expect(changedBetween(one, { ...one, version: 4, scan: { state: 'ready' } })).toBe(false)
    expect(changedBetween(one, { ...one, version: 4, copies: 3 })).toBe(true)
  })
})

test('the same person goes to the next original, the original does not', () =>
  expect(samePerson(filled)).toEqual({ ...blank(), number: filled.number, found: filled.found }))
