/** A holiday on a booked day: the officer sees whom it concerns, and moves them one by one or all to free hours. */
import { axe, expect, guide, smsTo, test, type Office } from './fixtures'

interface Hours {
  version: number
  own: { week: unknown[]; slot_minutes: number; horizon_days: number; exceptions: unknown[] }
}

/** The next day from `after` days on at which the office is open. */
function workday(after: number): string {
  const day = new Date(Date.now() + 7 * 3_600_000 + after * 86_400_000)
  while ([0, 6].includes(day.getUTCDay())) day.setUTCDate(day.getUTCDate() + 1)
  return day.toISOString().slice(0, 10)
}

async function book(office: Office, day: string, hour: string, name: string, phone: string): Promise<string> {
  const answer = await (
    await office.api('officer')
  ).send('POST', '/appointments', {
    requester: { name, email: `${crypto.randomUUID()}@thu.example.vn` },
    phone,
    document_type: 'bang-tot-nghiep',
    slot: `${day}T${hour}:00+07:00`,
  })
  return (answer.body as { id: string }).id
}

async function close(office: Office, days: readonly string[], reason: string): Promise<void> {
  const admin = await office.api('admin')
  const { version, own } = (await admin.get('/agency/calendar')).body as Hours
  const exceptions = days.map((day) => ({ day, reason, shifts: [], capacity: 0 }))
  await admin.send('PUT', '/agency/calendar', { ...own, version, exceptions })
}

async function slotOf(office: Office, id: string): Promise<string> {
  return ((await (await office.api('officer')).get(`/appointments/${id}`)).body as { slot: string }).slot
}

test('appointments on a new holiday are listed, one is moved by hand, the rest to the next free hours', async ({
  office,
  signIn,
}) => {
  const holiday = workday(10)
  const mobile = '0912345611'
  const first = await book(office, holiday, '08:00', 'Trần Thị Bình', mobile)
  const second = await book(office, holiday, '08:30', 'Lê Văn Cường', '02438250001')
  const third = await book(office, holiday, '09:00', 'Phạm Thị Dung', '0912345612')
  await close(office, [holiday], 'Nghỉ bù ngày lễ')
  const page = await signIn('officer', '/lich-hen')
  await expect(page.getByText('3 lịch hẹn rơi vào ngày nghỉ hoặc giờ không còn nhận hẹn.')).toBeVisible()
  await page.getByRole('link', { name: 'Xem và dời' }).click()

  const lines = page.getByRole('list', { name: 'Các lịch hẹn cần dời' }).getByRole('listitem')
  await expect(lines).toHaveCount(3)
  await expect(lines.first()).toContainText('Trần Thị Bình')
  await expect(lines.first()).toContainText('Đơn vị nghỉ: Nghỉ bù ngày lễ')
  await axe(page)
  await guide(page, 'lich-hen-can-doi')

  await page.getByRole('button', { name: 'Dời lịch hẹn của Phạm Thị Dung' }).click()
  const one = page.getByRole('dialog', { name: 'Dời lịch hẹn' })
  const hours = one.getByRole('radiogroup', { name: 'Giờ còn trống' })
  for (let day = 0; day < 7 && !(await hours.isVisible()); day++) {
    await one.getByRole('button', { name: 'Sau', exact: true }).click()
    await expect(hours.or(one.getByText(/không còn giờ trống|Cơ quan nghỉ/))).toBeVisible()
  }
  await hours.getByRole('radio').last().check()
  await one.getByLabel('Lý do').fill('Đơn vị nghỉ bù.')
  await one.getByRole('button', { name: 'Đặt lại lịch hẹn' }).click()
  await expect(lines.filter({ hasText: 'Phạm Thị Dung' })).toContainText('Đã dời sang')
  expect(await slotOf(office, third)).not.toContain(holiday)

  const before = (await smsTo('+84912345611')).length
  await page.getByRole('button', { name: 'Dời cả 2 lịch hẹn…' }).click()
  const all = page.getByRole('dialog', { name: 'Dời 2 lịch hẹn sang giờ trống kế tiếp?' })
  await expect(all.getByLabel('Lý do')).toHaveValue('Đơn vị nghỉ: Nghỉ bù ngày lễ.')
  await axe(page)
  await all.getByLabel('Lý do').fill('')
  await all.getByRole('button', { name: 'Dời 2 lịch hẹn' }).click()
  await expect(all.getByText('Nhập lý do, ít nhất 3 ký tự.')).toBeVisible()
  await all.getByLabel('Lý do').fill('Đơn vị nghỉ bù, xin dời lịch hẹn.')
  await all.getByRole('button', { name: 'Dời 2 lịch hẹn' }).click()
  await expect(page.getByText('Đã dời 2 lịch hẹn.')).toBeVisible()
  await expect(lines.filter({ hasText: 'Lê Văn Cường' })).toContainText('Không nhận được SMS: hãy gọi báo')
  await axe(page)
  await expect.poll(async () => (await smsTo('+84912345611')).length).toBeGreaterThan(before)
  const [firstSlot, secondSlot] = [await slotOf(office, first), await slotOf(office, second)]
  expect(firstSlot.slice(0, 10) > holiday).toBe(true)
  expect(secondSlot >= firstSlot).toBe(true)
  await page.getByRole('link', { name: 'Về lịch hẹn' }).click()
  await expect(page.getByRole('heading', { name: 'Lịch hẹn chờ duyệt' })).toBeVisible()
  await expect(page.getByText('rơi vào ngày nghỉ')).toBeHidden()
})

test('says of each which could not be moved, and why', async ({ office, signIn }) => {
  const holiday = workday(20)
  const moved = await book(office, holiday, '08:00', 'Ngô Thị Hoa', '0912345613')
  const changed = await book(office, holiday, '08:30', 'Đỗ Văn Khải', '0912345614')
  await close(office, [holiday], 'Nghỉ bù ngày lễ')
  const page = await signIn('officer', '/lich-hen-can-doi')
  const lines = page.getByRole('list', { name: 'Các lịch hẹn cần dời' }).getByRole('listitem')
  await expect(lines).toHaveCount(2)
  // Another officer cancels one of them before it is its turn.
  await page.route(`**/appointments/${moved}/reschedule`, async (route) => {
    const other = await office.api('second-officer')
    await other.send('POST', `/appointments/${changed}/cancel`, { reason: 'Người dân báo không đến được.' })
    await route.continue()
  })
  await page.getByRole('button', { name: 'Dời cả 2 lịch hẹn…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Dời 2 lịch hẹn' }).click()
  await expect(
    page.getByText('Đã dời 1 lịch hẹn; 1 lịch hẹn chưa dời được, lý do ở từng dòng.'),
  ).toBeVisible()
  await expect(lines.filter({ hasText: 'Ngô Thị Hoa' })).toContainText('Đã dời sang')
  await expect(lines.filter({ hasText: 'Đỗ Văn Khải' })).toContainText(
    '(cán bộ tư pháp) đã hủy lịch hẹn này lúc',
  )
})
