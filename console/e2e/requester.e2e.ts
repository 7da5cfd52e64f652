/** A requester on their own pages: an appointment booked, moved and given up; the notices; a copy that came. */
import type { Locator, Page } from '@playwright/test'

import { axe, expect, guide, pyHanko, test, type Office } from './fixtures'

const main = (page: Page) => page.getByRole('main')
const section = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Các mục' }).getByRole('link', { name })

/** Gives the office a name that no other one has: the list holds every agency of the country. */
async function named(office: Office): Promise<string> {
  const admin = await office.api('admin')
  const { version } = (await admin.get(`/agencies/${office.agency}`)).body as { version: number }
  const name = `Ủy ban nhân dân phường Thử ${office.agency.slice(-8)}`
  const changed = await admin.send('PATCH', `/agencies/${office.agency}`, { name, version })
  expect(changed.status, JSON.stringify(changed.body)).toBe(200)
  return name
}

/** The free hours of the first day of the coming week on which the office works. */
async function freeHours(dialog: Locator): Promise<Locator> {
  const hours = dialog.getByRole('group', { name: 'Giờ hẹn' })
  const days = dialog.getByRole('group', { name: 'Ngày hẹn' }).getByRole('radio')
  await dialog.getByRole('button', { name: 'Tuần sau' }).click()
  for (let day = 0; day < 7; day++) {
    await days.nth(day).check({ force: true }) // the dot lies under its label
    await expect(hours.or(dialog.getByText(/không còn giờ trống|không làm việc/))).toBeVisible()
    if (await hours.isVisible()) return hours.getByRole('radio')
  }
  throw new Error('no free hour in a week')
}

test('an appointment is booked, moved and given up, and each is told', async ({ office, signIn }) => {
  const name = await named(office)
  const page = await signIn('requester')
  await expect(page.getByRole('heading', { name: 'Lịch hẹn và bản sao của tôi' })).toBeVisible()
  await expect(main(page)).toContainText('Ông/bà chưa có lịch hẹn nào')
  await axe(page)

  await page.getByRole('button', { name: 'Đặt lịch hẹn' }).click()
  const booking = page.getByRole('dialog', { name: 'Đặt lịch hẹn' })
  const where = booking.getByRole('combobox', { name: 'Nơi chứng thực' })
  await where.press('Escape') // the list of agencies, which opens by itself
  await booking.getByRole('button', { name: 'Đặt lịch hẹn' }).click()
  await expect(where).toHaveAccessibleDescription(/Chọn nơi chứng thực\./)
  await where.fill(`phuong thu ${office.agency.slice(-8)}`)
  await page.getByRole('option', { name }).click()
  await booking.getByRole('combobox', { name: 'Loại giấy tờ' }).selectOption('Bằng tốt nghiệp')
  const hours = await freeHours(booking)
  await hours.first().check()
  await booking.getByLabel('Ghi chú cho cơ quan').fill('Cần 2 bản sao.')
  await axe(page)
  await guide(page, 'nguoi-dan-dat-lich')
  await booking.getByRole('button', { name: 'Đặt lịch hẹn' }).click()
  await expect(page.getByText(/^Đã đặt lịch hẹn .* tại /)).toContainText(name)
  await expect(booking).toBeHidden()
  await axe(page)
  await guide(page, 'nguoi-dan-lich-hen')

  await page.getByRole('button', { name: /^Dời lịch hẹn: Bằng tốt nghiệp/ }).click()
  const moving = page.getByRole('dialog', { name: 'Dời lịch hẹn' })
  await (await freeHours(moving)).nth(1).check()
  await axe(page)
  await guide(page, 'nguoi-dan-doi-lich')
  await moving.getByRole('button', { name: 'Đặt lại lịch hẹn' }).click()
  await expect(page.getByText(/^Đã dời lịch hẹn sang/)).toBeVisible()

  const counter = await office.api('officer')
  const booked = async (state: string) =>
    ((await counter.get(`/appointments?state=${state}`)).body as { appointments: { notes?: string }[] })
      .appointments
  expect(await booked('booked')).toMatchObject([{ notes: 'Cần 2 bản sao.' }])

  await page.getByRole('button', { name: /^Hủy lịch hẹn: Bằng tốt nghiệp/ }).click()
  const cancelling = page.getByRole('dialog', { name: 'Hủy lịch hẹn' })
  await cancelling.getByLabel(/^Lý do/).fill('x')
  await cancelling.getByRole('button', { name: 'Hủy lịch hẹn' }).click()
  await expect(cancelling.getByLabel(/^Lý do/)).toBeFocused()
  await cancelling.getByLabel(/^Lý do/).fill('Bận việc nhà.')
  await axe(page)
  await cancelling.getByRole('button', { name: 'Hủy lịch hẹn' }).click()
  await expect(page.getByText('Đã hủy lịch hẹn.')).toBeVisible()
  // It stands where its day is, and says that it is cancelled.
  await expect(main(page)).toContainText('Đã hủy')
  await expect(page.getByText(/^Ông\/bà đã hủy lúc .*: Bận việc nhà\.$/)).toBeVisible()
  expect(await booked('booked')).toEqual([])

  await section(page, 'Thông báo').click()
  const notices = main(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { level: 2 }) })
  await expect(notices.first()).toBeVisible()
  await axe(page)
  await guide(page, 'nguoi-dan-thong-bao')
})

test('a copy that came is fetched as it was sealed, and says whether it holds', async ({
  office,
  signIn,
}) => {
  const [released] = await office.cases('released', { account: office.account.number })
  const page = await signIn('requester', '/nguoi-dan/?muc=ban-sao')
  const copy = main(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: new RegExp(released?.number?.text ?? '') }) })
  await expect(copy).toContainText(released?.check_code ?? 'a code')
  await copy.getByRole('button', { name: /^Kiểm tra giá trị/ }).click()
  await expect(copy.getByRole('status')).toContainText('Còn giá trị')
  await axe(page)
  await guide(page, 'nguoi-dan-ban-sao')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    copy.getByRole('button', { name: /^Tải bản sao/ }).click(),
  ])
  const verdicts = await pyHanko(await download.path())
  expect(verdicts.map(({ sound }) => sound)).toEqual([true, true])
  await expect(copy).toBeVisible()

  await section(page, 'Thông báo').click()
  await expect(
    main(page)
      .getByRole('listitem')
      .filter({ hasText: released?.number?.text ?? '' }),
  ).toContainText('chứng thực bản sao điện tử')
})

test('an appointment is booked by keyboard alone', async ({ office, signIn }) => {
  const name = await named(office)
  const page = await signIn('requester')
  const { keyboard } = page
  await page.getByRole('button', { name: 'Đặt lịch hẹn' }).focus()
  await keyboard.press('Enter')
  const booking = page.getByRole('dialog', { name: 'Đặt lịch hẹn' })
  const where = booking.getByRole('combobox', { name: 'Nơi chứng thực' })
  await expect(where).toBeFocused()
  await keyboard.type(office.agency.slice(-8))
  await expect(page.getByRole('option', { name })).toBeVisible()
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await expect(where).toHaveValue(new RegExp(name))
  await keyboard.press('Tab')
  const type = booking.getByRole('combobox', { name: 'Loại giấy tờ' })
  await expect(type).toBeFocused()
  await expect(type.getByRole('option', { name: 'Bằng tốt nghiệp' })).toBeAttached()
  await keyboard.press('b')
  await expect(type.locator('option:checked')).toHaveText('Bằng tốt nghiệp')
  await keyboard.press('Tab')
  await keyboard.press('Tab')
  await expect(booking.getByRole('button', { name: 'Tuần sau' })).toBeVisible()
  await booking.getByRole('button', { name: 'Tuần sau' }).focus()
  await keyboard.press('Enter')
  const hour = booking.getByRole('group', { name: 'Giờ hẹn' }).getByRole('radio').first()
  await hour.focus()
  await keyboard.press('Space')
  await expect(hour).toBeChecked()
  await keyboard.press('Enter')
  await expect(page.getByText(/^Đã đặt lịch hẹn/)).toBeVisible()
  await expect(booking).toBeHidden()
  await page.getByRole('button', { name: /^Hủy lịch hẹn/ }).focus()
  await keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Hủy lịch hẹn' })).toBeVisible()
  await keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('button', { name: /^Hủy lịch hẹn/ })).toBeFocused()
})
