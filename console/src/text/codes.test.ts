import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

import type { HistoryFacts } from '../api/types'
import type { Sets } from './codes'
import { en } from './en'
import { vi } from './vi'

const contract = JSON.parse(
  readFileSync(new URL('../../../infra/openapi.json', import.meta.url), 'utf8'),
) as {
  components: {
    schemas: Record<string, { enum?: string[]; oneOf?: { properties: { kind: { enum: string[] } } }[] }>
  }
}
const valuesOf = (name: string) => contract.components.schemas[name]?.enum ?? []
const LANGUAGES = { vi, en }

/** What no screen may show: an identifier, a time as the API writes it, JSON, a word of the code. */
const RAW =
  /[a-z]_[a-z]|\b[a-z]+-[a-z]+-[a-z]+\b|[0-7][0-9A-HJKMNP-TV-Z]{25}|\d{4}-\d\d-\d\d|T\d\d:\d\d:\d\d|[{}[\]]|undefined|\bnull\b|\btrue\b|\bfalse\b/

const SCHEMA_OF: Record<keyof Sets, string> = {
  caseActions: 'CaseAction',
  appointmentActions: 'AppointmentAction',
  changedFields: 'ChangedField',
  extensionGrounds: 'ExtensionGround',
  returnGrounds: 'ReturnGround',
  scanRefusals: 'ScanRefusal',
  scanWarnings: 'ScanWarning',
  scanChanges: 'ScanChange',
  accountWarnings: 'AccountWarning',
  notices: 'NoticeKind',
  channels: 'Channel',
  deliveryStates: 'DeliveryStatus',
  deliveryReasons: 'ReportReason',
  advice: 'DeliveryAdvice',
  bookKinds: 'BookKind',
}

describe.each(Object.entries(LANGUAGES))('in %s', (_, text) => {
  test.each(Object.entries(SCHEMA_OF))(
    'every code of %s that the contract sends has words',
    (set, schema) => {
      const values = valuesOf(schema)
      expect(values.length).toBeGreaterThan(1)
      for (const value of values) {
        const said = text.codes.said(set as keyof Sets, value as never)
        expect(said, value).not.toBe(text.codes.said(set as keyof Sets, 'of-a-later-version' as never))
        expect(said, value).not.toMatch(RAW)
      }
    },
  )

  test('a code of a later version is said neutrally', () => {
    const later = text.codes.said('caseActions', 'archive-case' as never)
    expect(later).not.toContain('archive')
    expect(later).not.toBe('')
    expect(text.codes.factsInWords({ kind: 'archived' } as never)).toBe('')
  })

  test('facts of every kind are sentences', () => {
    const [at, later] = ['2026-11-26T08:00:00+07:00', '2026-12-02T17:00:00+07:00']
    const id = '01K8E5V3YJ9X0W6P2R4T7Q1Z5B'
    const facts: { [K in HistoryFacts['kind']]: Extract<HistoryFacts, { kind: K }> } = {
      changed: { kind: 'changed', fields: ['requester', 'document_type', 'keep_scan'] },
      extended: { kind: 'extended', ground: 'many_originals', days: 1, due_at: later },
      from_appointment: { kind: 'from_appointment', appointment: id },
      scan_repaired: {
        kind: 'scan_repaired',
        cause: 'script',
        changes: ['actions-removed', 'files-removed'],
      },
      scan_confirmed: { kind: 'scan_confirmed', uploaded: 'a1'.repeat(32), repaired: 'b2'.repeat(32) },
      scan_refused: { kind: 'scan_refused', cause: 'not-a-pdf' },
      returned: { kind: 'returned', ground: 'self_made' },
      address_corrected: { kind: 'address_corrected', delivery: `${id}-1` },
      booked: { kind: 'booked', slot: at },
      moved: { kind: 'moved', before: at, slot: later },
      of_case: { kind: 'of_case', case: id },
    }
    const kinds = contract.components.schemas.HistoryFactsView?.oneOf?.flatMap(
      (one) => one.properties.kind.enum,
    )
    expect(Object.keys(facts).sort()).toEqual([...(kinds ?? [])].sort())
    for (const fact of Object.values(facts)) {
      expect(text.codes.factsInWords(fact), fact.kind).not.toMatch(RAW)
      expect(text.codes.factsInWords(fact), fact.kind).not.toBe('')
    }
    expect(text.codes.factsInWords(facts.extended)).toContain('17:00 02/12/2026')
    expect(text.codes.factsInWords(facts.moved)).toContain('08:00 26/11/2026')
  })
})
