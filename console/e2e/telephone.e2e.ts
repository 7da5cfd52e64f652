/** A requester on a telephone, and one whose clock is on the other side of the earth. */
import type { Locator, Page } from '@playwright/test'

import { axe, expect, signInAt, smsTo, test, type Office } from './fixtures'

interface Booked {
  id: string
  slot: string
  phone?: string
  gets_sms: boolean
}

const bookings = async (office: Office): Promise<Booked[]> => {
  const answer = await (await office.api('officer')).get('/appointments?state=booked')
  return (answer.body as { appointments: Booked[] }).appointments
}

/** Opens the dialog and chooses the office in its list. */
async function begin(page: Page, office: Office, press: (what: Locator) => Promise<void>) {
  await press(page.getByRole('button', { name: 'Đặt lịch hẹn' }))
  const booking = page.getByRole('dialog', { name: 'Đặt lịch hẹn' })
  const where = booking.getByRole('combobox', { name: 'Nơi chứng thực' })
  await press(where)
  const list = page.getByRole('listbox', { name: 'Nơi chứng thực' })
  await expect(list.getByRole('option').first()).toBeVisible()
  return { booking, where, list, name: await nameOf(office) }
}

/** Gives the office a name that no other one has. */
async function nameOf(office: Office): Promise<string> {
  const admin = await office.api('admin')
  const name = `Ủy ban nhân dân phường Thử ${office.agency.slice(-8)}`
  const { version, name: before } = (await admin.get(`/agencies/${office.agency}`)).body as {
    version: number
    name: string
  }
  if (before === name) return name
  const changed = await admin.send('PATCH', `/agencies/${office.agency}`, { name, version })
  expect(changed.status, JSON.stringify(changed.body)).toBe(200)
  return name
}

/** Whether all of an element can be seen: nothing lies over it, nothing cuts it off. */
const inSight = (element: Locator) =>
  element.evaluate((shown) => {
    const { top, left, bottom, right } = shown.getBoundingClientRect()
    const corners = [
      [left + 3, top + 3],
      [right - 3, top + 3],
      [left + 3, bottom - 3],
      [right - 3, bottom - 3],
    ] as const
    return corners.every(([x, y]) => shown.contains(document.elementFromPoint(x, y)))
  })

const overflows = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

for (const [width, height] of [
  [390, 844],
  [360, 640],
] as const)
  test(`at ${width} × ${height} an appointment is booked by touch`, async ({ office, browserOf }) => {
    const context = await browserOf('requester', { width, height, touch: true })
    await nameOf(office)
    const page = await signInAt(context, office.people.requester, '/nguoi-dan/')
    const tap = (what: Locator) => what.tap()
    const { booking, where, list, name } = await begin(page, office, tap)
    expect(await inSight(list), 'the list is cut off').toBe(true)
    const picture = (what: string) => page.screenshot({ path: `test-results/${width}-${what}.png` })
    await picture('list')
    await where.fill(`phuong thu ${office.agency.slice(-8)}`)
    const option = page.getByRole('option', { name })
    expect((await option.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    expect(await inSight(option), 'the option is cut off').toBe(true)
    await tap(option)
    await booking.getByRole('combobox', { name: 'Loại giấy tờ' }).selectOption('Bằng tốt nghiệp')

    await tap(booking.getByRole('button', { name: 'Tuần sau' }))
    const days = booking.getByRole('group', { name: 'Ngày hẹn' })
    // Nothing is taken at weekends: said of the day before it is chosen.
    for (const day of ['Thứ Bảy', 'Chủ nhật'])
      await expect(days.getByRole('radio', { name: new RegExp(`^${day} .*, hết giờ$`) })).toBeAttached()
    await expect(days.getByRole('radio', { name: /^Thứ Hai \S+$/ })).toBeChecked()
    await picture('days')
    await tap(days.locator('label').filter({ hasText: 'CN' }))
    await expect(booking.getByText('Ngày này không còn giờ trống. Chọn ngày khác.')).toBeVisible()
    await tap(days.locator('label').filter({ hasText: 'T3' }))
    const hours = booking.getByRole('group', { name: 'Giờ hẹn' })
    await tap(hours.locator('label').nth(1))
    await expect(hours.getByRole('radio').nth(1)).toBeChecked()

    const phone = booking.getByLabel('Số điện thoại')
    await phone.fill('01689 345 678')
    await tap(booking.getByRole('button', { name: 'Đặt lịch hẹn' }))
    await expect(phone).toHaveAccessibleDescription(/đã đổi thành 10 số/)
    await phone.fill('024 3825 1234')
    await expect(booking.getByText(/không nhận được tin nhắn SMS/)).toBeVisible()
    await phone.fill('+84 (0)912 345 678')
    await expect(booking.getByText(/không nhận được tin nhắn SMS/)).toBeHidden()
    await picture('phone')
    expect(await overflows(page)).toBe(0)
    await axe(page)
    await tap(booking.getByRole('button', { name: 'Đặt lịch hẹn' }))
    await expect(page.getByText(/^Đã đặt lịch hẹn/)).toContainText(name)
    await expect(page.getByText(/Báo tin nhắn đến \+84912345678/)).toBeVisible()
    await picture('booked')
    expect(await overflows(page)).toBe(0)

    await tap(page.getByRole('button', { name: /^Hủy lịch hẹn/ }))
    await tap(
      page.getByRole('dialog', { name: 'Hủy lịch hẹn' }).getByRole('button', { name: 'Hủy lịch hẹn' }),
    )
    await expect(page.getByText('Đã hủy lịch hẹn.')).toBeVisible()
  })

test('the ministry that runs the system is no place to certify', async ({ office, signIn }) => {
  const page = await signIn('requester')
  const { where, list } = await begin(page, office, (what) => what.click())
  await where.fill('bo tu phap')
  await expect(list).toContainText('Không có nơi nào khớp')
})

test('in New York every text says the hour and the day in Việt Nam', async ({ office, browserOf }) => {
  const context = await browserOf('requester', { width: 390, height: 844, timezoneId: 'America/New_York' })
  const name = await nameOf(office)
  const page = await signInAt(context, office.people.requester, '/nguoi-dan/')
  expect(await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone)).toBe('America/New_York')
  const { booking, where } = await begin(page, office, (what) => what.click())
  await where.fill(`phuong thu ${office.agency.slice(-8)}`)
  await page.getByRole('option', { name }).click()
  await booking.getByRole('combobox', { name: 'Loại giấy tờ' }).selectOption('Bằng tốt nghiệp')
  await booking.getByRole('button', { name: 'Tuần sau' }).click()
  // The first hour of a day in Việt Nam is the evening before in New York.
  const number = `+8491${String(Date.now()).slice(-7)}`
  await booking.getByRole('group', { name: 'Giờ hẹn' }).getByRole('radio').first().check()
  await booking.getByLabel('Số điện thoại').fill(number)
  await booking.getByRole('button', { name: 'Đặt lịch hẹn' }).click()
  const done = page.getByText(/^Đã đặt lịch hẹn/)
  await expect(done).toContainText(name)
  const one = (await bookings(office)).find(({ phone }) => phone === number)
  const inWords = (slot: string) => {
    const [date = '', hour = ''] = slot.split('T')
    return { hour: hour.slice(0, 5), day: date.split('-').reverse().join('/') }
  }
  const said = inWords(one?.slot ?? '')
  await expect(done).toContainText(`${said.hour} Thứ Hai ${said.day}`)
  await expect(page.getByRole('heading', { name: `${said.hour} Thứ Hai ${said.day}` })).toBeVisible()
  await expect.poll(async () => JSON.stringify(await smsTo(number))).toContain(`${said.hour} ${said.day}`)

  await page.getByRole('button', { name: /^Dời lịch hẹn/ }).click()
  const moving = page.getByRole('dialog', { name: 'Dời lịch hẹn' })
  await expect(moving).toContainText(`${said.hour} Thứ Hai ${said.day}`)
  await moving.getByRole('button', { name: 'Tuần sau' }).click()
  await moving.getByRole('group', { name: 'Ngày hẹn' }).getByRole('radio').nth(2).check({ force: true })
  await moving.getByRole('group', { name: 'Giờ hẹn' }).getByRole('radio').last().check()
  await moving.getByRole('button', { name: 'Đặt lại lịch hẹn' }).click()
  const moved = page.getByText(/^Đã dời lịch hẹn sang/)
  await expect(moved).toBeVisible()
  const after = inWords((await bookings(office)).find(({ id }) => id === one?.id)?.slot ?? '')
  expect(after).not.toEqual(said)
  await expect(moved).toContainText(`${after.hour} Thứ Tư ${after.day}`)
  await expect.poll(async () => JSON.stringify(await smsTo(number))).toContain(`${after.hour} ${after.day}`)
  await page.getByRole('link', { name: 'Thông báo' }).click()
  const [hour, minute] = after.hour.split(':')
  await expect(page.getByRole('main')).toContainText(`sang ${hour} giờ ${minute}, thứ Tư, ngày ${after.day}`)
})
