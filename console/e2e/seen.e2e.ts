/** What is signed or sealed has been on the screen; and no second press of a key signs the next copy. */
import type { Page, Route } from '@playwright/test'

import { expect, test, type Office } from './fixtures'

const sign = (page: Page) => page.getByRole('button', { name: /^Ký số/ })
const seal = (page: Page) => page.getByRole('button', { name: 'Đóng dấu', exact: true })
const PATIENT = { timeout: 120_000 }

async function stateOf(office: Office, id: string | undefined): Promise<string> {
  return ((await (await office.api('clerk')).get(`/cases/${id ?? ''}`)).body as { state: string }).state
}

const isDocument = ({ search }: URL) => search.includes('X-Amz-Signature')

/** Keeps documents back, as a slow line does; gives how they are let go. */
async function slowLine(page: Page): Promise<() => Promise<void>> {
  const waiting: Route[] = []
  let slow = true
  await page.route(isDocument, (route) => (slow ? void waiting.push(route) : route.continue()))
  return async () => {
    slow = false
    for (const route of waiting) await route.continue()
  }
}

/** Signatures and seals that are given to the system. */
function given(page: Page): string[] {
  const sent: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (request.method() === 'POST' && /\/(signature|seal)$/.test(pathname)) sent.push(pathname)
  })
  return sent
}

/** Presses Ctrl+Enter at the instant at which the page says something, however the machine stalls. */
async function pressWhenSaid(page: Page, words: string): Promise<{ done: Promise<void> }> {
  await page.evaluate((said) => {
    const scope = window as unknown as { pressed?: Promise<void> }
    scope.pressed = new Promise((resolve) => {
      const watch = new MutationObserver(() => {
        if (!document.body.textContent.includes(said)) return
        watch.disconnect()
        const keys = { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }
        document.body.dispatchEvent(new KeyboardEvent('keydown', keys))
        resolve()
      })
      watch.observe(document.body, { subtree: true, childList: true, characterData: true })
    })
  }, words)
  return { done: page.evaluate(() => (window as unknown as { pressed?: Promise<void> }).pressed) }
}

test('the leader signs nothing before it is on the screen', async ({ office, signIn }) => {
  const [one] = await office.cases('awaiting_signature')
  const page = await signIn('signer', '/ca-nhan')
  const sent = given(page)
  const arrive = await slowLine(page)
  await page.getByRole('link', { name: 'Bản sao chờ ký' }).click()
  await page.getByRole('list', { name: 'Danh sách hồ sơ' }).getByRole('button').first().click()
  await expect(sign(page)).toHaveAccessibleDescription('Chờ trang sẽ ký hiện ra.')
  await expect(sign(page)).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Control+Enter')
  await sign(page).dispatchEvent('click')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByText('The page that is signed is not on the screen yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Tiếng Việt' }).click()
  expect(sent).toEqual([])
  expect(await stateOf(office, one?.id)).toBe('awaiting_signature')
  await arrive()
  await expect(sign(page)).toHaveAttribute('aria-disabled', 'false')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Đã ký, đã kiểm tra').first()).toBeVisible()
  expect(await stateOf(office, one?.id)).toBe('signed')
})

test('what cannot be drawn is not signed, and the reason stands beside the button', async ({
  office,
  signIn,
}) => {
  const [one] = await office.cases('awaiting_signature')
  const page = await signIn('signer', '/ca-nhan')
  await page.route(isDocument, (route) =>
    route.fulfill({
      body: '%PDF-1.7 and nothing behind it',
      headers: { 'access-control-allow-origin': '*' },
    }),
  )
  await page.getByRole('link', { name: 'Bản sao chờ ký' }).click()
  await page.getByRole('list', { name: 'Danh sách hồ sơ' }).getByRole('button').first().click()
  await expect(sign(page)).toHaveAccessibleDescription(/^Chưa hiện được trang sẽ ký, nên chưa ký được\./)
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByText(/^The page that is signed cannot be shown/)).toBeVisible()
  expect(await stateOf(office, one?.id)).toBe('awaiting_signature')
})

test('a second Ctrl+Enter does not sign the next copy', async ({ office, signIn }) => {
  const [first, second] = await office.cases('awaiting_signature', { count: 2 })
  const page = await signIn('signer', `/cho-ky/${first?.id ?? ''}`)
  const sent = given(page)
  await expect(sign(page)).toHaveAttribute('aria-disabled', 'false')
  const again = await pressWhenSaid(page, 'Hồ sơ vừa mở ra: xem trang này rồi ký.')
  await page.keyboard.press('Control+Enter')
  await page.keyboard.press('Control+Enter')
  await again.done
  await expect(sign(page)).toHaveAttribute('aria-disabled', 'false')
  expect(page.url()).not.toContain(first?.id)
  expect(sent).toHaveLength(1)
  expect(await stateOf(office, first?.id)).toBe('signed')
  expect(await stateOf(office, second?.id)).toBe('awaiting_signature')
})

test('a batch is asked for when the copy that is looked at is on the screen', async ({ office, signIn }) => {
  await office.cases('awaiting_signature', { count: 2 })
  const page = await signIn('signer', '/ca-nhan')
  const arrive = await slowLine(page)
  await page.getByRole('link', { name: 'Bản sao chờ ký' }).click()
  await page.getByLabel(/^Chọn tất cả/).check()
  const act = page.getByRole('button', { name: /^Ký \d+ bản/ })
  await expect(act).toHaveAccessibleDescription('Chờ trang đang xem hiện ra.')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  await arrive()
  await expect(act).toHaveAttribute('aria-disabled', 'false')
  await page.keyboard.press('Control+Enter')
  const asked = page.getByRole('dialog', { name: /^Ký \d+ bản sao\?$/ })
  await expect(asked).toBeVisible()
  // The second press of the two belongs to the button behind it, not to this one.
  await page.keyboard.press('Control+Enter')
  await expect(asked).toBeVisible()
})

test('the clerk seals nothing before it is on the screen', async ({ office, signIn }) => {
  const [signed] = await office.cases('signed')
  const [numbered] = await office.cases('numbered')
  const page = await signIn('clerk', '/con-dau')
  const sent = given(page)
  const arrive = await slowLine(page)
  await page.getByRole('link', { name: 'Bản sao chờ đóng dấu' }).click()
  const lines = page.getByRole('list', { name: 'Danh sách hồ sơ' }).getByRole('button')
  await lines.filter({ hasText: 'Chờ cấp số và đóng dấu' }).first().click()
  const both = page.getByRole('button', { name: 'Cấp số và đóng dấu', exact: true })
  await expect(both).toHaveAccessibleDescription('Chờ trang sẽ đóng dấu hiện ra.')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  await lines.filter({ hasText: 'Đã cấp số' }).first().click()
  await expect(seal(page)).toHaveAccessibleDescription('Chờ trang sẽ đóng dấu hiện ra.')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByText('The page that is sealed is not on the screen yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Tiếng Việt' }).click()
  expect(sent).toEqual([])
  await arrive()
  await expect(seal(page)).toHaveAttribute('aria-disabled', 'false')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => stateOf(office, numbered?.id), PATIENT).toBe('sealed')
  expect(await stateOf(office, signed?.id)).toBe('signed')
})

test('a second Ctrl+Enter does not seal the next copy', async ({ office, signIn }) => {
  const [sealed] = await office.cases('sealed')
  await office.cases('numbered', { count: 2 })
  const page = await signIn('clerk', `/cho-dong-dau/${sealed?.id ?? ''}`)
  // Only what may be sealed at once comes after it.
  for (const one of await page
    .getByRole('list', { name: 'Danh sách hồ sơ' })
    .getByRole('listitem')
    .allTextContents())
    expect(one).toMatch(/Đã cấp số|Đã đóng dấu|Chờ cấp số/)
  const sent = given(page)
  await page.getByRole('button', { name: /^Hoàn thành và chuyển bản CTĐT/ }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  const again = await pressWhenSaid(page, 'Hồ sơ vừa mở ra: xem trang này rồi đóng dấu.')
  await page.keyboard.press('Control+Enter')
  await again.done
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(page.url()).not.toContain(sealed?.id)
  await expect(page.getByRole('button', { name: /^(Đóng dấu|Cấp số và đóng dấu)/ })).toHaveAttribute(
    'aria-disabled',
    'false',
  )
  expect(sent).toEqual([])
  expect(await stateOf(office, sealed?.id)).toBe('released')
})

test('a case that another leader has returned a moment ago is refused before the PIN, and the next opens', async ({
  office,
  signIn,
}) => {
  const [first, second] = await office.cases('awaiting_signature', { count: 2 })
  const page = await signIn('signer', `/cho-ky/${first?.id ?? ''}`)
  const asked: string[] = []
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      if (String(payload).includes('SignMsg')) asked.push(String(payload))
    }),
  )
  await expect(sign(page)).toHaveAttribute('aria-disabled', 'false')
  // The page has not looked again since.
  const looks: Route[] = []
  let still = true
  await page.route(/\/cases(\/[0-9A-Z]{26})?(\?.*)?$/, (route) =>
    still ? void looks.push(route) : route.continue(),
  )
  const other = await office.api('vice-signer')
  await other.send('POST', `/cases/${first?.id ?? ''}/return`, { code: 'other', text: 'Thiếu trang 2.' })
  await page.keyboard.press('Control+Enter')
  still = false
  for (const route of looks) await route.continue()
  const queue = page.getByRole('region', { name: 'Bản sao chờ ký' })
  await expect(queue.getByRole('status').filter({ hasText: 'Chưa ký' })).toContainText(
    office.people['vice-signer'].name,
  )
  await expect(page).not.toHaveURL(new RegExp(first?.id ?? ''))
  await expect(queue.getByRole('list')).not.toContainText(first?.id.slice(-8) ?? '')
  expect(asked).toEqual([])
  expect(await stateOf(office, first?.id)).toBe('returned')
  expect(await stateOf(office, second?.id)).toBe('awaiting_signature')
})
