/** Another token than the bound one at a desk, a certificate renewed in the middle, a token pulled out. */
import { axe, expect, test, type Office } from './fixtures'
import type { Desk } from './support/desk'
import type { Page } from '@playwright/test'

const OTHER = 'Thiết bị ký có chứng thư số khác'
/** A seal takes several calls, and the machine may build beside the tests. */
const PATIENT = { timeout: 120_000 }

/** The first number that the clerk's book has not issued. */
async function nextNumber(office: Office): Promise<string> {
  const answer = await (await office.api('clerk')).get('/books')
  return (answer.body as { books: { next_text: string }[] }).books[0]?.next_text ?? ''
}

async function stateOf(office: Office, id: string): Promise<string> {
  return ((await (await office.api('clerk')).get(`/cases/${id}`)).body as { state: string }).state
}

/** A desk whose service signs one hash a message, as the offices' own does; `before` runs ahead of each. */
async function oneByOne(page: Page, before: (nth: number) => Promise<void>): Promise<void> {
  await page.routeWebSocket(/\/GetVersion$/, (socket) => {
    socket.onMessage(() => socket.send('1.0.0.2'))
  })
  let nth = 0
  await page.routeWebSocket(/\/SignMsg$/, async (socket) => {
    nth++
    await before(nth)
    socket.connectToServer()
  })
}

async function swap(desk: Desk, key?: string): Promise<void> {
  await desk.stop()
  await desk.start(key)
}

test('with the wrong token at the clerk’s desk no number is issued', async ({ office, signIn }) => {
  const [one] = await office.cases('signed')
  if (!one) throw new Error('no case')
  const { desk } = await office.computer('clerk')
  const page = await signIn('clerk', `/cho-dong-dau/${one.id}`)
  const main = page.getByRole('button', { name: 'Cấp số và đóng dấu', exact: true })
  await expect(main).toHaveAttribute('aria-disabled', 'false')
  const next = await nextNumber(office)
  await swap(desk, 'chair')
  const confirm = page.getByRole('dialog').getByRole('button', { name: 'Cấp số và đóng dấu' })
  await main.click()
  await confirm.click()
  const refused = page.getByRole('alert').filter({ hasText: OTHER })
  await expect(refused).toContainText('khác với chứng thư số đã gắn')
  await axe(page)
  expect(await nextNumber(office)).toBe(next)
  expect(await stateOf(office, one.id)).toBe('signed')

  await swap(desk)
  await main.click()
  await confirm.click()
  await expect(page.getByText(/^Đã đóng dấu, đã kiểm tra chữ ký/)).toBeVisible(PATIENT)
  await expect(refused).toBeHidden()
})

test('with the wrong token a clerk’s batch issues no number', async ({ office, signIn }) => {
  const cases = await office.cases('signed', { count: 2 })
  const { desk } = await office.computer('clerk')
  const page = await signIn('clerk', '/cho-dong-dau')
  await page.getByLabel(/^Chọn tất cả/).check()
  const next = await nextNumber(office)
  await swap(desk, 'chair')
  const act = { name: /^Cấp số, đóng dấu và trả \d+ bản/ }
  await expect(page.getByRole('button', act)).toHaveAttribute('aria-disabled', 'false')
  await page.getByRole('button', act).click()
  await page.getByRole('dialog').getByRole('button', act).click()
  const lines = page.getByRole('list', { name: 'Kết quả từng bản' }).getByRole('listitem')
  await expect(lines.filter({ hasText: 'khác với chứng thư số đã gắn' }).first()).toBeVisible()
  expect(await nextNumber(office)).toBe(next)
  for (const { id } of cases) expect(await stateOf(office, id)).toBe('signed')
  await swap(desk)
})

test('with the wrong token at the leader’s desk nothing is prepared or signed', async ({
  office,
  signIn,
}) => {
  const [one] = await office.cases('awaiting_signature')
  if (!one) throw new Error('no case')
  const { desk } = await office.computer('signer')
  const page = await signIn('signer', `/cho-ky/${one.id}`)
  const sign = page.getByRole('button', { name: 'Ký số', exact: true })
  await expect(sign).toHaveAttribute('aria-disabled', 'false')
  await swap(desk, 'vice-chair')
  let asked = 0
  await page.routeWebSocket(/\/SignMsg$/, (socket) => {
    asked++
    socket.connectToServer()
  })
  await sign.click()
  await expect(page.getByRole('alert').filter({ hasText: OTHER })).toBeVisible()
  await axe(page)
  expect(asked).toBe(0)
  await swap(desk)
  await sign.click()
  await expect.poll(() => stateOf(office, one.id)).toBe('signed')
})

test('a certificate that is renewed in the middle of a batch stops it there, and it goes on', async ({
  office,
  signIn,
}) => {
  const cases = await office.cases('awaiting_signature', { count: 3 })
  const { desk } = await office.computer('signer')
  const page = await signIn('signer', '/cho-ky')
  await oneByOne(page, async (nth) => {
    if (nth === 2) await swap(desk, 'vice-chair')
  })
  await page.getByLabel(/^Chọn tất cả/).check()
  await page.getByRole('button', { name: /^Ký 3 bản/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ký 3 bản' }).click()
  await expect(page.getByText('Đã ký 1 bản, 2 bản chưa ký; 2 bản vẫn được chọn để ký lại.')).toBeVisible(
    PATIENT,
  )
  const lines = page.getByRole('list', { name: 'Kết quả từng bản' }).getByRole('listitem')
  await expect(lines.filter({ hasText: 'khác với chứng thư số đã gắn' })).toHaveCount(2)
  await swap(desk)
  await signTheRest(page, 2)
  for (const { id } of cases) expect(await stateOf(office, id)).toBe('signed')
})

test('a token that is pulled out keeps what was signed, and one press goes on', async ({
  office,
  signIn,
}) => {
  const cases = await office.cases('awaiting_signature', { count: 3 })
  const { desk } = await office.computer('signer')
  const page = await signIn('signer', '/cho-ky')
  await oneByOne(page, async (nth) => {
    if (nth === 2) await desk.stop()
  })
  await page.getByLabel(/^Chọn tất cả/).check()
  await page.getByRole('button', { name: /^Ký 3 bản/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ký 3 bản' }).click()
  await expect(page.getByText('Đã ký 1 bản, 2 bản chưa ký; 2 bản vẫn được chọn để ký lại.')).toBeVisible(
    PATIENT,
  )
  await desk.start()
  await signTheRest(page, 2)
  for (const { id } of cases) expect(await stateOf(office, id)).toBe('signed')
})

async function signTheRest(page: Page, left: number): Promise<void> {
  await page.getByRole('button', { name: `Xem lại ${left} bản chưa ký` }).click()
  const sign = page.getByRole('button', { name: new RegExp(`^Ký ${left} bản`) })
  await expect(sign).toHaveAttribute('aria-disabled', 'false')
  await sign.click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Ký ${left} bản` })
    .click()
  await expect(page.getByText(`Đã ký ${left} bản.`)).toBeVisible(PATIENT)
}
