/** Many copies at once at the records office: numbered without a gap, sealed with one PIN, released; what stops goes on. */
import type { Page } from '@playwright/test'

import type { Case } from '../src/api/types'
import { axe, expect, fillSignIn, guide, mailTo, test, type Office } from './fixtures'

/** Each copy takes several calls, and the machine may build beside the tests. */
const PATIENT = { timeout: 120_000 }

const lines = (page: Page) => page.getByRole('list', { name: 'Kết quả từng bản' }).getByRole('listitem')

/** Ticks all that wait, looks them through and begins. */
async function begin(page: Page, count: number): Promise<void> {
  await page.getByLabel(`Chọn tất cả ${count} hồ sơ`).check()
  await page.getByRole('button', { name: new RegExp(`^Cấp số, đóng dấu và trả ${count} bản`) }).click()
  const asked = page.getByRole('dialog', { name: `Cấp số, đóng dấu và trả ${count} bản?` })
  await asked.getByRole('button', { name: `Cấp số, đóng dấu và trả ${count} bản` }).click()
}

/** The numbers of the agency's book, as its entries have them, and whose they are. */
async function entries(office: Office): Promise<{ number: number; case: string }[]> {
  const clerk = await office.api('clerk')
  const [book] = ((await clerk.get('/books')).body as { books: { id: string }[] }).books
  const read = (await clerk.get(`/books/${book?.id ?? ''}/entries?limit=100`)).body as {
    entries: { number: number; case: string }[]
  }
  return read.entries
}

/** Every number from 1 on is there once, and every case has one at most. */
async function withoutGap(office: Office): Promise<void> {
  const written = await entries(office)
  expect(written.map(({ number }) => number)).toEqual(written.map((_, at) => at + 1))
  expect(new Set(written.map((entry) => entry.case)).size).toBe(written.length)
}

async function statesOf(office: Office, cases: readonly Case[]): Promise<string[]> {
  const clerk = await office.api('clerk')
  const read = await Promise.all(cases.map(({ id }) => clerk.get(`/cases/${id}`)))
  return read.map(({ body }) => (body as { state: string }).state)
}

test('numbers, seals and releases many in one go; one fails with its cause and stops no other', async ({
  office,
  signIn,
}) => {
  const cases = await office.cases('signed', { count: 4 })
  const page = await signIn('clerk', '/cho-dong-dau')
  await page.getByLabel('Chọn tất cả 4 hồ sơ').check()
  await expect(page.getByText('Số tiếp theo: 1/ĐT')).toBeVisible()
  await axe(page)
  await guide(page, 'dong-dau-nhieu-xem')

  // Another counter prepares the second one anew before its seal is given to the system.
  const other = await office.api('clerk')
  const taken = cases[1]?.id ?? ''
  await page.route(
    `**/cases/${taken}/seal`,
    async (route) => {
      const prepared = await other.send('POST', `/cases/${taken}/seal/prepare`, {})
      expect(prepared.status, JSON.stringify(prepared.body)).toBe(200)
      await route.continue()
    },
    { times: 1 },
  )
  await page.keyboard.press('Control+Enter')
  const asked = page.getByRole('dialog', { name: 'Cấp số, đóng dấu và trả 4 bản?' })
  await expect(asked).toContainText('4 bản nhận các số liên tiếp')
  await axe(page)
  await guide(page, 'dong-dau-nhieu-xac-nhan')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Đã trả 3 bản; 1 bản chưa xong.')).toBeVisible(PATIENT)
  await expect(lines(page).filter({ hasText: 'Đã đóng dấu, đã trả' })).toHaveCount(3)
  await expect(lines(page).first()).toContainText('2/ĐT')
  await expect(lines(page).first()).toContainText('Chưa xong')
  await axe(page)
  await guide(page, 'dong-dau-nhieu-ket-qua')
  expect(await statesOf(office, cases)).toEqual(['released', 'numbered', 'released', 'released'])
  expect((await entries(office)).map((entry) => entry.case)).toEqual(cases.map(({ id }) => id))
  await withoutGap(office)

  // It keeps its number, stays ticked, and goes on from there.
  await page.getByRole('button', { name: 'Xong' }).click()
  await page.getByRole('button', { name: /^Cấp số, đóng dấu và trả 1 bản/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cấp số, đóng dấu và trả 1 bản' }).click()
  await expect(page.getByText('Đã trả 1 bản.')).toBeVisible(PATIENT)
  await withoutGap(office)
  for (const { requester } of cases)
    await expect.poll(async () => (await mailTo(requester.email ?? '')).length).toBe(1)
})

test('a network that is lost in the middle is waited out, and nothing is done twice', async ({
  office,
  signIn,
  expectErrors,
}) => {
  expectErrors(/ERR_INTERNET_DISCONNECTED/)
  const cases = await office.cases('signed', { count: 3 })
  const page = await signIn('clerk', '/cho-dong-dau')
  let numbered = 0
  page.on('response', (answer) => {
    if (answer.url().endsWith('/number') && ++numbered === 2) void page.context().setOffline(true)
  })
  await begin(page, 3)
  await expect(page.getByText('Mất kết nối với hệ thống. Đang thử lại')).toBeVisible()
  await page.context().setOffline(false)
  await expect(page.getByText('Đã trả 3 bản.')).toBeVisible(PATIENT)
  expect(await statesOf(office, cases)).toEqual(['released', 'released', 'released'])
  await withoutGap(office)
  for (const { requester } of cases)
    await expect.poll(async () => (await mailTo(requester.email ?? '')).length).toBe(1)
})

test('when it is stopped, what has begun is ended, and the rest goes on from there', async ({
  office,
  signIn,
}) => {
  const cases = await office.cases('signed', { count: 3 })
  const page = await signIn('clerk', '/cho-dong-dau')
  await page.route(
    `**/cases/${cases[1]?.id ?? ''}/number`,
    async (route) => {
      await page.getByRole('button', { name: 'Dừng lại' }).click()
      await route.continue()
    },
    { times: 1 },
  )
  await begin(page, 3)
  await expect(page.getByText('Đã trả 0 bản; 3 bản chưa xong.')).toBeVisible(PATIENT)
  expect(await statesOf(office, cases)).toEqual(['numbered', 'numbered', 'signed'])
  await page.getByRole('button', { name: 'Xong' }).click()
  await page.getByRole('button', { name: /^Cấp số, đóng dấu và trả 3 bản/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cấp số, đóng dấu và trả 3 bản' }).click()
  await expect(page.getByText('Đã trả 3 bản.')).toBeVisible(PATIENT)
  await withoutGap(office)
})

test('a closed tab loses nothing, and the PIN is not asked for again', async ({ office, signIn }) => {
  const cases = await office.cases('signed', { count: 3 })
  const page = await signIn('clerk', '/cho-dong-dau')
  // Seals do not reach the system before the tab is loaded anew.
  await page.route('**/seal', () => undefined)
  const given = page.waitForRequest('**/seal')
  await begin(page, 3)
  await given
  await page.unroute('**/seal')
  let prepared = 0
  page.on('request', (request) => {
    if (request.url().endsWith('/seal/prepare')) prepared++
  })
  await page.reload()
  await fillSignIn(page, office.people.clerk)
  await expect(page.getByText('Đã trả 3 bản.')).toBeVisible(PATIENT)
  expect(prepared, 'the signatures that were given are used').toBe(0)
  expect(await statesOf(office, cases)).toEqual(['released', 'released', 'released'])
  await withoutGap(office)
})
