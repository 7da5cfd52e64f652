/** Appointments: booked at the counter, moved to a free hour with an SMS, cancelled, and worked on. */
import type { Locator, Page } from '@playwright/test'

import { axe, expect, guide, smsTo, test } from './fixtures'

const MOBILE = '0912345678'

/** Of the days to come the first one on which an hour is free. */
async function freeDay(dialog: Locator) {
  const hours = dialog.getByRole('radiogroup', { name: 'Giờ còn trống' })
  for (let day = 0; day < 7; day++) {
    await dialog.getByRole('button', { name: 'Sau', exact: true }).click()
    await expect(hours.or(dialog.getByText(/không còn giờ trống|Cơ quan nghỉ/))).toBeVisible()
    if (await hours.isVisible()) return hours
  }
  throw new Error('no free day in a week')
}

async function book(page: Page, number: string, phone: string) {
  await page.getByRole('button', { name: 'Đặt lịch hẹn' }).click()
  const dialog = page.getByRole('dialog', { name: 'Đặt lịch hẹn cho người dân, doanh nghiệp' })
  await dialog.getByLabel('CMND/CCCD hoặc MST').fill(number)
  await dialog.getByRole('button', { name: 'Tìm kiếm' }).click()
  await expect(dialog.getByRole('button', { name: 'Đổi người' })).toBeVisible()
  await dialog.getByRole('combobox', { name: 'Loại giấy tờ' }).click()
  await page.getByRole('option', { name: 'Bằng tốt nghiệp' }).click()
  await dialog.getByLabel('Điện thoại').fill(phone)
  const hours = await freeDay(dialog)
  await hours.getByRole('radio').first().check()
  await axe(page)
  await guide(page, 'dat-lich-hen')
  await dialog.getByRole('button', { name: 'Đặt lịch hẹn' }).click()
  await expect(page.getByText(/Đã đặt lịch hẹn cho/)).toBeVisible()
}

test('an appointment is booked, moved with an SMS, and opened with its form filled in', async ({
  office,
  signIn,
}) => {
  const page = await signIn('officer', '/lich-hen')
  await book(page, office.account.number, MOBILE)
  await axe(page)
  await guide(page, 'lich-hen')
  const before = (await smsTo('+84912345678')).length
  await page.getByRole('button', { name: 'Dời lịch hẹn' }).click()
  const dialog = page.getByRole('dialog', { name: 'Dời lịch hẹn' })
  await dialog.getByRole('radio').nth(1).check()
  await dialog.getByLabel('Lý do').fill('Cán bộ họp đột xuất.')
  await axe(page)
  await guide(page, 'doi-lich-hen')
  await dialog.getByRole('button', { name: 'Đặt lại lịch hẹn' }).click()
  await expect(page.getByText(/Đã đặt lại lịch hẹn/)).toBeVisible()
  await expect.poll(async () => (await smsTo('+84912345678')).length).toBeGreaterThan(before)
  await expect(page.getByText(/Báo dời lịch hẹn · Tin nhắn \+84912345678 · Đã gửi/)).toBeVisible()
  await page.getByRole('button', { name: /^Xử lý/ }).click()
  await expect(page.getByRole('heading', { name: 'Tiếp nhận hồ sơ' })).toBeVisible()
  await expect(
    page.getByRole('group', { name: 'Người yêu cầu' }).getByText(office.account.name),
  ).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Loại giấy tờ' })).toHaveValue('Bằng tốt nghiệp')
})

test('a telephone that gets no SMS is said to get none, and an appointment is cancelled with a reason', async ({
  office,
  signIn,
}) => {
  const page = await signIn('officer', '/lich-hen')
  await book(page, office.account.number, '02438250001')
  await expect(page.getByText(/không nhận được SMS/)).toBeVisible()
  // Whoever is late may still come: until the hour is over nobody has failed to.
  const noShow = page.getByRole('button', { name: 'Không đến' })
  await expect(noShow).toHaveAttribute('aria-disabled', 'true')
  await expect(noShow).toHaveAccessibleDescription(/^Không đến: ghi được khi hết giờ hẹn, từ \d\d:\d\d /)
  await page.getByRole('button', { name: 'Hủy lịch hẹn' }).click()
  const dialog = page.getByRole('dialog', { name: 'Hủy lịch hẹn' })
  await dialog.getByRole('button', { name: 'Hủy lịch hẹn' }).click()
  await expect(dialog.getByText('Nhập lý do, ít nhất 3 ký tự.')).toBeVisible()
  await dialog.getByLabel('Lý do').fill('Người yêu cầu báo bận.')
  await dialog.getByRole('button', { name: 'Hủy lịch hẹn' }).click()
  await expect(page.getByText(/đã hủy lúc .*: Người yêu cầu báo bận/)).toBeVisible()
  await axe(page)
})
