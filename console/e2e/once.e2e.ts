/** What a person wants happens once: the answer is lost, the button is pressed again, the page is reloaded. */
import type { Page, Route } from '@playwright/test'

import type { Book, Case } from '../src/api/types'
import { expect, fillSignIn, test, type Office, type Role } from './fixtures'
import { named, scan } from './scans'
import { stack } from './support/stack'

const YEAR = Number(new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 4))

/**
 * Lets every write to a path reach the API and loses the answer, until it is told to stop. Gives the keys and bodies
 * that were sent.
 */
async function loseAnswers(page: Page, path: string) {
  const sent: { key: string; body: string }[] = []
  let losing = true
  await page.route(`${stack.api_url}${path}`, async (route: Route) => {
    const request = route.request()
    if (request.method() !== 'POST') return route.fallback()
    sent.push({ key: request.headers()['idempotency-key'] ?? '', body: request.postData() ?? '' })
    const answer = await route.fetch()
    if (losing) await route.abort('connectionreset')
    else await route.fulfill({ response: answer })
  })
  return {
    sent,
    keys: () => new Set(sent.map(({ key }) => key)).size,
    stop: () => {
      losing = false
    },
  }
}

async function booksOf(office: Office): Promise<Book[]> {
  return ((await (await office.api('clerk')).get('/books')).body as { books: Book[] }).books
}

async function drafts(office: Office): Promise<Case[]> {
  return ((await (await office.api('officer')).get('/cases?state=draft&limit=100')).body as { cases: Case[] })
    .cases
}

/** Reloads the page; the emulator's sign-in page remembers nobody. */
async function reload(page: Page, office: Office, role: Role) {
  await page.reload()
  await fillSignIn(page, office.people[role])
  await expect(page.getByRole('main')).toBeVisible()
}

/** A new paper book, filled in. */
async function fillBook(page: Page, name: string, first: string) {
  await page.getByRole('button', { name: 'Thêm mới' }).click()
  const dialog = page.getByRole('dialog', { name: 'Thêm mới sổ chứng thực' })
  await dialog.getByRole('radio', { name: 'Giấy' }).check()
  await dialog.getByLabel('Ngày mở sổ').fill(`1/1/${YEAR}`)
  await dialog.getByLabel('Tên sổ chứng thực').fill(name)
  await dialog.getByLabel('Số bắt đầu sổ').fill(first)
  return dialog
}

test('a book is opened once, by a second press and after a reload', async ({
  office,
  signIn,
  expectErrors,
}) => {
  expectErrors(/ERR_CONNECTION_RESET|ERR_FAILED/)
  const name = `Sổ giấy ${YEAR} một lần`
  const mine = async () => (await booksOf(office)).filter((book) => book.name.startsWith(name))
  const page = await signIn('clerk', '/so')
  const line = await loseAnswers(page, '/books')
  let dialog = await fillBook(page, name, '11')
  await dialog.getByRole('button', { name: 'Lưu lại' }).click()
  await expect.poll(async () => (await mine()).length).toBe(1)
  await expect(page.getByText(/Mất kết nối với hệ thống/)).toBeVisible()

  // The same is wanted after a reload.
  await reload(page, office, 'clerk')
  dialog = await fillBook(page, name, '11')
  line.stop()
  await dialog.getByRole('button', { name: 'Lưu lại' }).click()
  await expect(page.getByText(`Đã lưu “${name}”.`)).toBeVisible()
  expect(line.keys()).toBe(1)
  expect(line.sent.length).toBeGreaterThan(1)
  expect((await mine()).length).toBe(1)
})

test('what is corrected after a lost answer changes the first book and opens no second', async ({
  office,
  signIn,
  expectErrors,
}) => {
  test.slow() // the console's own repeats end first
  expectErrors(/ERR_CONNECTION_RESET|ERR_FAILED/)
  const name = `Sổ giấy ${YEAR} sửa tên`
  const mine = async () => (await booksOf(office)).filter((book) => book.name.startsWith(name))
  const page = await signIn('clerk', '/so')
  const line = await loseAnswers(page, '/books')
  const dialog = await fillBook(page, name, '21')
  await dialog.getByRole('button', { name: 'Lưu lại' }).click()
  await expect(dialog.getByText('Chưa biết việc này đã được thực hiện hay chưa')).toBeVisible({
    timeout: 60_000,
  })
  await dialog.getByLabel('Tên sổ chứng thực').fill(`${name} lại`)
  line.stop()
  await dialog.getByRole('button', { name: 'Lưu lại' }).click()
  await expect(page.getByText('nên sổ đã được mở theo nội dung của lần đó')).toBeVisible()
  expect(line.keys()).toBe(1)
  await page.getByRole('dialog').getByRole('button', { name: 'Lưu lại' }).click()
  await expect(page.getByText(`Đã lưu “${name} lại”.`)).toBeVisible()
  expect((await mine()).map((book) => book.name)).toEqual([`${name} lại`])
})

test('a draft is opened once, though its answer is lost and the page reloaded', async ({
  office,
  signIn,
  expectErrors,
}) => {
  expectErrors(/ERR_CONNECTION_RESET|ERR_FAILED/)
  const person = 'Nguyễn Một Lần'
  const mine = async () => (await drafts(office)).filter(({ requester }) => requester.name === person)
  const page = await signIn('officer', '/them-moi')
  const line = await loseAnswers(page, '/cases')
  const fill = async () => {
    await page.getByLabel('Đối tượng không có tài khoản DVCQG').check()
    await page.getByLabel('Họ và tên').fill(person)
    await page.getByLabel('E-mail').fill('motlan@thu.example.vn')
    await page.getByRole('combobox', { name: 'Loại giấy tờ' }).click()
    await page.getByRole('option', { name: 'Bằng tốt nghiệp' }).click()
    await page.getByTestId('scan-file').setInputFiles(named('bang.pdf', scan()))
  }
  await fill()
  await expect.poll(async () => (await mine()).length).toBe(1)
  await reload(page, office, 'officer')
  line.stop()
  await fill()
  await expect(page.getByText('Đã nhận: 1 trang')).toBeVisible()
  expect(line.keys()).toBe(1)
  expect((await mine()).length).toBe(1)
})

test('an appointment is booked once by the officer, though its answer is lost and the page reloaded', async ({
  office,
  signIn,
  expectErrors,
}) => {
  expectErrors(/ERR_CONNECTION_RESET|ERR_FAILED/)
  const page = await signIn('officer', '/lich-hen')
  const line = await loseAnswers(page, '/appointments')
  const book = async () => {
    await page.getByRole('button', { name: 'Đặt lịch hẹn' }).click()
    const dialog = page.getByRole('dialog', { name: 'Đặt lịch hẹn cho người dân, doanh nghiệp' })
    await dialog.getByLabel('Đối tượng không có tài khoản DVCQG').check()
    await dialog.getByLabel('Họ và tên').fill('Lê Một Lần')
    await dialog.getByLabel('E-mail').fill('hen@thu.example.vn')
    await dialog.getByRole('combobox', { name: 'Loại giấy tờ' }).click()
    await page.getByRole('option', { name: 'Bằng tốt nghiệp' }).click()
    const hours = dialog.getByRole('radiogroup', { name: 'Giờ còn trống' })
    for (let day = 0; day < 7 && !(await hours.isVisible()); day++) {
      await dialog.getByRole('button', { name: 'Sau', exact: true }).click()
      await expect(hours.or(dialog.getByText(/không còn giờ trống|Cơ quan nghỉ/))).toBeVisible()
    }
    await hours.getByRole('radio').first().check()
    await dialog.getByRole('button', { name: 'Đặt lịch hẹn' }).click()
  }
  await book()
  await expect.poll(() => line.sent.length).toBeGreaterThan(0)
  const day = (JSON.parse(line.sent[0]?.body ?? '{}') as { slot: string }).slot.slice(0, 10)
  const booked = async () => {
    const answer = await (await office.api('officer')).get(`/appointments?day=${day}&state=booked&limit=100`)
    const { appointments } = answer.body as { appointments: { requester: { name: string } }[] }
    return appointments.filter(({ requester }) => requester.name === 'Lê Một Lần').length
  }
  await expect.poll(booked).toBe(1)
  await reload(page, office, 'officer')
  line.stop()
  await book()
  await expect(page.getByText(/Đã đặt lịch hẹn cho Lê Một Lần/)).toBeVisible()
  expect(line.keys()).toBe(1)
  expect(await booked()).toBe(1)
})

test('a requester who presses again after a lost answer has one appointment', async ({
  office,
  signIn,
  expectErrors,
}) => {
  test.slow() // the console's own repeats end first
  expectErrors(/ERR_CONNECTION_RESET|ERR_FAILED/)
  const admin = await office.api('admin')
  const { version } = (await admin.get(`/agencies/${office.agency}`)).body as { version: number }
  const name = `Ủy ban nhân dân phường Một Lần ${office.agency.slice(-8)}`
  await admin.send('PATCH', `/agencies/${office.agency}`, { name, version })
  const page = await signIn('requester')
  const line = await loseAnswers(page, '/booking/appointments')
  await page.getByRole('button', { name: 'Đặt lịch hẹn' }).click()
  const dialog = page.getByRole('dialog', { name: 'Đặt lịch hẹn' })
  await dialog.getByRole('combobox', { name: 'Nơi chứng thực' }).fill(`mot lan ${office.agency.slice(-8)}`)
  await page.getByRole('option', { name }).click()
  await dialog.getByRole('combobox', { name: 'Loại giấy tờ' }).selectOption('Bằng tốt nghiệp')
  await dialog.getByRole('button', { name: 'Tuần sau' }).click()
  const hours = dialog.getByRole('group', { name: 'Giờ hẹn' })
  const days = dialog.getByRole('group', { name: 'Ngày hẹn' }).getByRole('radio')
  for (let day = 0; day < 7 && !(await hours.isVisible()); day++) {
    await days.nth(day).check({ force: true }) // the dot lies under its label
    await expect(hours.or(dialog.getByText(/không còn giờ trống|không làm việc/))).toBeVisible()
  }
  await hours.getByRole('radio').first().check()
  await dialog.getByRole('button', { name: 'Đặt lịch hẹn' }).click()
  await expect(dialog.getByText('Chưa biết việc này đã được thực hiện hay chưa')).toBeVisible({
    timeout: 60_000,
  })
  line.stop()
  await dialog.getByRole('button', { name: 'Đặt lịch hẹn' }).click()
  await expect(page.getByText(/^Đã đặt lịch hẹn .* tại /)).toContainText(name)
  await expect(page.getByRole('heading', { level: 3 })).toHaveCount(1)
  expect(line.keys()).toBe(1)
})

test('while an earlier request is being carried out, the console says what it waits for', async ({
  office,
  signIn,
}) => {
  const page = await signIn('clerk', '/so')
  const name = `Sổ giấy ${YEAR} đang làm`
  let asked = 0
  await page.route(`${stack.api_url}/books`, async (route) => {
    if (route.request().method() !== 'POST' || ++asked > 2) return route.fallback()
    await route.fulfill({
      status: 409,
      headers: { 'access-control-allow-origin': 'http://localhost:5173' },
      contentType: 'application/problem+json',
      json: {
        type: 'urn:chung-thuc:problem:request-under-way',
        title: 'Đang thực hiện',
        status: 409,
        detail: 'Yêu cầu này đang được thực hiện.',
        request_id: 'a',
      },
    })
  })
  const dialog = await fillBook(page, name, '31')
  await dialog.getByRole('button', { name: 'Lưu lại' }).click()
  await expect(page.getByText('Đang chờ kết quả của yêu cầu đó')).toBeVisible()
  await expect(page.getByText(`Đã lưu “${name}”.`)).toBeVisible()
  await expect(page.getByText('Đang chờ kết quả của yêu cầu đó')).toBeHidden()
  expect((await booksOf(office)).filter((book) => book.name === name).length).toBe(1)
})
