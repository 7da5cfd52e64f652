import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

import type { Schema } from '../../api/types'
import { en } from '../../text/en'
import { vi } from '../../text/vi'
import { changeInWords } from './changed'

const contract = JSON.parse(
  readFileSync(new URL('../../../../infra/openapi.json', import.meta.url), 'utf8'),
) as { components: { schemas: Record<string, { enum?: string[] }> } }
const valuesOf = (name: string) => contract.components.schemas[name]?.enum ?? []

/** What no screen may show: an identifier, a time as the API writes it, JSON, a word of the code. */
const RAW =
  /[a-z]_[a-z]|\b[a-z]+-[a-z]+-[a-z]+\b|[0-7][0-9A-HJKMNP-TV-Z]{25}|\d{4}-\d\d-\d\d|T\d\d:\d\d:\d\d|[{}[\]]|undefined|\bnull\b|\btrue\b|\bfalse\b/

describe.each(Object.entries({ vi, en }))('in %s', (_, text) => {
  test('every action of an administrator has words', () => {
    const { actions } = text.admin.history
    for (const action of valuesOf('AdministrationAction')) {
      const said = actions[action as Schema['AdministrationAction']]('Trần Văn Cường')
      expect(said, action).not.toMatch(RAW)
    }
    expect(Object.keys(actions).sort()).toEqual([...valuesOf('AdministrationAction')].sort())
  })

  test.each(valuesOf('AdministrationField') as Schema['AdministrationField'][])(
    'a change of %s is said in words, whatever the values are',
    (field) => {
      const pairs: [unknown, unknown][] = [
        SAMPLES[field],
        [undefined, undefined],
        [[], {}],
        [1, 'x_y'],
        [null, true],
      ]
      for (const [before, after] of pairs) {
        const said = changeInWords({ field, before, after }, text)
        expect(said.length, JSON.stringify([before, after])).toBeGreaterThan(0)
        if (before !== 1) for (const sentence of said) expect(sentence).not.toMatch(RAW)
      }
    },
  )
})

test('a change names what was added and what was taken away', () => {
  const said = (field: Schema['AdministrationField'], [before, after]: [unknown, unknown]) =>
    changeInWords({ field, before, after }, vi)
  expect(said('disabled', [false, true])).toEqual(['Tài khoản: từ Đang làm việc thành Đã khóa.'])
  expect(said('roles', SAMPLES.roles)).toEqual(['Quyền: từ Cán bộ tư pháp thành Cán bộ tư pháp, Quản trị.'])
  expect(said('document_types', SAMPLES.document_types)).toEqual([
    'Loại giấy tờ: thêm “Hộ chiếu”.',
    'Loại giấy tờ: bỏ “Bằng tốt nghiệp”.',
  ])
  expect(said('title', SAMPLES.title)).toEqual([
    'Chức danh và tư cách ký: từ Chủ tịch (Người đứng đầu) thành Chủ tịch, Phó Chủ tịch (Ký thay (KT.)), theo văn bản 12/QĐ-UBND của Nguyễn Thử, từ 01/01/2026 đến hết 31/12/2026, cho 2 loại giấy tờ.',
  ])
})

const shift = { opens: '07:30:00', closes: '11:30:00' }
const week = (capacity: number) =>
  Array.from({ length: 7 }, (_, day) =>
    day < 5 ? { shifts: [shift], capacity } : { shifts: [], capacity: 0 },
  )
const rate = {
  from: '2017-01-01',
  basis: 'Thông tư 226/2016/TT-BTC',
  first_page: 2000,
  first_pages: 2,
  further_page: 1000,
  ceiling: 200000,
}
const root = (subject: string) => ({ subject, fingerprint: '5f70bf18' })

/** A value before and after for every field, as the API sends them. */
const SAMPLES: Record<Schema['AdministrationField'], [unknown, unknown]> = {
  name: ['UBND phường A', 'UBND phường B'],
  locality: ['Phường A', 'Phường B'],
  subject: ['MST:9900012357', 'MST:9900012358'],
  status: ['active', 'abolished'],
  document_types: [
    [{ code: 'bang-tot-nghiep', name: 'Bằng tốt nghiệp' }],
    [{ code: 'ho-chieu', name: 'Hộ chiếu' }],
  ],
  retired_types: [[], [{ code: 'bang-tot-nghiep', name: 'Bằng tốt nghiệp' }]],
  wordings: [
    [],
    [{ from: '2027-01-01', title: 'CHỨNG THỰC', number_label: 'Số chứng thực:', book_label: 'quyển số:' }],
  ],
  calendar: [
    { week: week(2), slot_minutes: 30, horizon_days: 30, exceptions: {} },
    {
      week: week(3),
      slot_minutes: 20,
      horizon_days: 60,
      exceptions: {
        '2026-09-02': { kind: 'closed', reason: 'Quốc khánh' },
        '2026-09-05': { kind: 'open', day: { shifts: [shift], capacity: 1 }, reason: 'Làm bù' },
      },
    },
  ],
  fees: [[rate], [rate, { ...rate, from: '2027-01-01', first_page: 3000 }]],
  register_columns: [['Số'], ['Số thứ tự']],
  username: ['a', 'b'],
  roles: [['officer'], ['officer', 'admin']],
  disabled: [false, true],
  title: [
    { right: { right: 'head' }, head: 'Chủ tịch', own: '' },
    {
      right: {
        right: 'deputy',
        number: '12/QĐ-UBND',
        by: 'Nguyễn Thử',
        from: '2026-01-01',
        until: '2026-12-31',
        scope: { of: 'types', codes: ['can-cuoc', 'ho-chieu'] },
      },
      head: 'Chủ tịch',
      own: 'Phó Chủ tịch',
    },
  ],
  email: [undefined, undefined],
  certificate: ['5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef', undefined],
  government: [[], [root('Cơ quan chứng thực số mẫu')]],
  public: [[root('A')], [root('B')]],
  intermediates: [[root('A')], []],
  holidays: [
    { '2026-09-02': { kind: 'closed', reason: 'Quốc khánh' } },
    { '2026-09-05': { kind: 'worked_as', weekday: 3, reason: 'Làm bù' } },
  ],
}
