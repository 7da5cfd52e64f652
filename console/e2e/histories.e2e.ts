/** Histories are read by people: every line in words, and no code, identifier, time or value as the API writes it. */
/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument -- what the API answers is looked at, not relied on */
import type { Locator } from '@playwright/test'

import { bounce, expect, test, type Office } from './fixtures'

/** What no line may show. */
const RAW =
  /[a-z]+_[a-z]+|\b[a-z]{2,}-[a-z]{2,}|[0-7][0-9A-HJKMNP-TV-Z]{25}|\d{4}-\d\d-\d\d|T\d\d:\d\d|[{}[\]]|\b(true|false|null|undefined)\b/

// What a test looks at is for the test to say.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
async function done(answer: Promise<{ status: number; body: unknown }>): Promise<any> {
  const { status, body } = await answer
  expect(status, JSON.stringify(body)).toBeLessThan(300)
  return body
}

async function inWords(region: Locator, sentences: (string | RegExp)[]) {
  for (const sentence of sentences) await expect(region).toContainText(sentence)
  expect(await region.innerText()).not.toMatch(RAW)
}

/** A case that was returned, taken up again, changed, extended and cancelled. */
async function cancelled(office: Office): Promise<string> {
  const [one] = await office.cases('returned')
  const officer = await office.api('officer')
  const path = `/cases/${one?.id ?? ''}`
  await done(officer.send('POST', `${path}/resume`, {}))
  await done(officer.send('PATCH', path, { copies: 3, document_type: 'ho-chieu', original_name: 'Hộ chiếu' }))
  await done(officer.send('POST', `${path}/extend`, { ground: 'many_originals', days: 1 }))
  await done(officer.send('POST', `${path}/cancel`, { reason: 'Người dân rút hồ sơ.' }))
  return one?.id ?? ''
}

/** A case that was released to a wrong address, sent to the right one, and withdrawn. */
async function withdrawn(office: Office): Promise<string> {
  const [one] = await office.cases('released')
  const clerk = await office.api('clerk')
  const path = `/cases/${one?.id ?? ''}`
  const ledger = () => done(clerk.get(`${path}/deliveries`))
  await expect.poll(async () => (await ledger()).deliveries[0]?.status).toBe('sent')
  const [sent] = (await ledger()).deliveries
  await bounce(office.agency, sent)
  await done(clerk.send('POST', `${path}/deliveries/${sent.id}/resend`, { email: 'dung@thu.example.vn' }))
  const date = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
  await done(
    clerk.send('POST', `${path}/withdraw`, { number: '45/QĐ-UBND', date, reason: 'Chứng thực nhầm.' }),
  )
  return one?.id ?? ''
}

test('the history of a returned and cancelled case is in words', async ({ office, signIn }) => {
  const page = await signIn('officer', `/tra-cuu/${await cancelled(office)}`)
  const history = page.getByRole('region', { name: 'Lịch sử hồ sơ' })
  await page.getByRole('button', { name: 'Lịch sử hồ sơ' }).click()
  await inWords(history, [
    'mở hồ sơ',
    'bắt đầu tải bản scan',
    'nhận bản scan',
    'trình ký',
    'trả lại',
    'Bản chính bị hư hỏng, cũ nát',
    'xử lý tiếp',
    'Đã sửa: loại giấy tờ, tên của bản chính, số bản sao.',
    /Thêm 1 ngày làm việc, hạn mới \d\d:\d\d \d\d\/\d\d\/\d{4}\. Cùng lúc yêu cầu chứng thực nhiều loại bản chính/,
    'hủy hồ sơ',
  ])
})

test('the history of a released and withdrawn case is in words, in both languages', async ({
  office,
  signIn,
}) => {
  const id = await withdrawn(office)
  const page = await signIn('clerk', `/tra-cuu/${id}`)
  const history = page.getByRole('region', { name: 'Lịch sử hồ sơ' })
  await page.getByRole('button', { name: 'Lịch sử hồ sơ' }).click()
  await inWords(history, [
    'ký số',
    'cấp số',
    'đóng dấu',
    'trả kết quả',
    'sửa địa chỉ nhận kết quả',
    'Lần gửi trước không đến nơi',
    'hủy bỏ giá trị pháp lý',
  ])
  await page.getByRole('button', { name: 'English' }).click()
  const english = page.getByRole('region', { name: 'History' })
  await inWords(english, ['corrected the address of the case', 'withdrew the copy', 'sealed the case'])
})

test('the history of an appointment is in words', async ({ office, signIn }) => {
  const officer = await office.api('officer')
  const slots: string[] = []
  for (let ahead = 1; ahead < 10 && slots.length < 2; ahead++) {
    const date = new Date(Date.now() + 7 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10)
    const free = await done(officer.get(`/slots?date=${date}`))
    slots.push(...free.slots.map((one: { slot: string }) => one.slot))
  }
  const booked = await done(
    officer.send('POST', '/appointments', {
      slot: slots[0],
      requester: { name: 'Trần Thị Bình', email: 'binh@thu.example.vn' },
      document_type: 'bang-tot-nghiep',
      phone: '0912345678',
    }),
  )
  const path = `/appointments/${booked.id}`
  await done(officer.send('POST', `${path}/reschedule`, { slot: slots[1], reason: 'Cán bộ họp đột xuất.' }))
  const opened = await done(officer.send('POST', `${path}/open`, {}))
  await done(officer.send('POST', `/cases/${opened.id}/cancel`, { reason: 'Thiếu bản chính.' }))
  const page = await signIn('officer', `/lich-hen/${booked.id}`)
  await page.getByRole('button', { name: 'Lịch sử lịch hẹn' }).click()
  await inWords(page.getByRole('list', { name: 'Lịch sử lịch hẹn' }), [
    'đặt lịch hẹn',
    /Từ \d\d:\d\d \d\d\/\d\d\/\d{4} sang \d\d:\d\d \d\d\/\d\d\/\d{4}/,
    'Cán bộ họp đột xuất.',
    'mở hồ sơ từ lịch hẹn',
    `Hồ sơ CT-${opened.id.slice(-8)}`,
    'hủy lịch hẹn cùng hồ sơ',
  ])
})

test('the history of administration is in words, in both languages', async ({ office, signIn }) => {
  const admin = await office.api('admin')
  const made = await done(
    admin.send('POST', '/agency/officials', {
      username: `can-bo-${Date.now()}`,
      name: 'Phạm Thị Ví Dụ',
      email: 'vidu@thu.example.vn',
      roles: ['officer'],
    }),
  )
  const official = `/agency/officials/${made.id}`
  await done(admin.send('POST', `${official}/invitation`))
  const changed = await done(
    admin.send('PATCH', official, {
      version: made.version,
      roles: ['officer', 'admin'],
      title: { right: 'head', head: 'Chủ tịch' },
    }),
  )
  await done(admin.send('PATCH', official, { version: changed.version, disabled: true }))
  const types = await done(admin.get('/agency/document-types'))
  const offered = types.document_types.map((type: { code: string; name: string }) => ({
    code: type.code,
    name: type.name,
  }))
  await done(
    admin.send('PUT', '/agency/document-types', {
      version: types.version,
      document_types: [...offered.slice(1), { code: 'giay-moi', name: 'Giấy mời họp' }],
    }),
  )
  const calendar = await done(admin.get('/agency/calendar'))
  await done(
    admin.send('PUT', '/agency/calendar', {
      ...calendar.own,
      version: calendar.version,
      exceptions: [{ day: '2030-09-02', reason: 'Quốc khánh', shifts: [], capacity: 0 }],
    }),
  )
  const fees = await done(admin.get('/agency/fees'))
  await done(
    admin.send('PUT', '/agency/fees/2030-01-01', {
      version: fees.version,
      basis: 'Nghị quyết 12/2026/NQ-HĐND',
      first_page: 1000,
      first_pages: 2,
      further_page: 500,
      ceiling: 100000,
    }),
  )
  const wordings = await done(admin.get('/agency/wordings'))
  await done(
    admin.send('PUT', '/agency/wordings/2030-01-01', {
      version: wordings.version,
      title: 'CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH',
      number_label: 'Số chứng thực:',
      book_label: 'quyển số:',
    }),
  )
  const page = await signIn('admin', '/quan-tri/lich-su')
  const table = page.getByRole('table')
  await inWords(table, [
    'thêm cán bộ Phạm Thị Ví Dụ',
    'gửi lại thư mời cho Phạm Thị Ví Dụ',
    'Quyền: từ Cán bộ tư pháp thành Cán bộ tư pháp, Quản trị.',
    'Chức danh và tư cách ký: Chủ tịch (Người đứng đầu).',
    'Tài khoản: từ Đang làm việc thành Đã khóa.',
    'Loại giấy tờ: thêm “Giấy mời họp”.',
    'nghỉ ngày 02/09/2030 (Quốc khánh)',
    'sửa lệ phí áp dụng từ 01/01/2030',
    'sửa lời chứng áp dụng từ 01/01/2030',
  ])
  await page.getByRole('button', { name: 'English' }).click()
  await expect(table).toContainText('Account: from')
  await inWords(table, ['sent the invitation again to Phạm Thị Ví Dụ'])
})
