/** The counter’s form under quick and unusual hands: pressed twice, gone back to, typed with an input method. */
import type { CDPSession, Page } from '@playwright/test'

import { expect, ORIGIN, scanFile, test, type Office } from './fixtures'

const submit = (page: Page) => page.getByRole('button', { name: /^Trình ký/ })

/** A draft that may be submitted, and the form that shows it. */
async function ready(office: Office, signIn: (role: 'officer', path: string) => Promise<Page>) {
  const [one] = await office.cases('draft')
  const id = one?.id ?? ''
  const page = await signIn('officer', `/them-moi/${id}`)
  if (one?.scan?.state !== 'ready')
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(await scanFile())
  await expect(submit(page)).toHaveAttribute('aria-disabled', 'false', { timeout: 60_000 })
  return { id, page }
}

async function submissions(office: Office, id: string): Promise<number> {
  const { history } = (await (await office.api('officer')).get(`/cases/${id}/history`)).body as {
    history: { to: string }[]
  }
  return history.filter(({ to }) => to === 'awaiting_signature').length
}

for (const [how, act] of [
  ['a double click', (page: Page) => submit(page).dblclick()],
  [
    'Ctrl+Enter pressed twice',
    async (page: Page) => {
      await page.keyboard.press('Control+Enter')
      await page.keyboard.press('Control+Enter')
    },
  ],
] as const)
  test(`${how} on Trình ký submits once, without a complaint`, async ({ office, signIn }) => {
    const { id, page } = await ready(office, signIn)
    await act(page)
    await expect(page.getByText(/^Đã trình ký “/).first()).toBeVisible()
    await expect(page.getByRole('alert')).toHaveCount(0)
    await expect(page.locator('[aria-invalid=true]')).toHaveCount(0)
    expect(await submissions(office, id)).toBe(1)
  })

test('Back after Trình ký shows the case as it stands, and nothing of it can be changed unseen', async ({
  office,
  signIn,
}) => {
  const { id, page } = await ready(office, signIn)
  await page.keyboard.press('Control+Enter')
  await expect(page).toHaveURL(`${ORIGIN}/them-moi`)
  const officer = await office.api('officer')
  const before = (await officer.get(`/cases/${id}`)).body as { version: number; copies: number }
  await page.goBack()
  await expect(page).toHaveURL(`${ORIGIN}/them-moi/${id}`)
  await expect(page.getByRole('status').filter({ hasText: 'Chờ ký' })).toBeVisible()
  await expect(page.getByLabel('Số bản sao')).toBeDisabled()
  await expect(submit(page)).toHaveAttribute('aria-disabled', 'true')
  const written: string[] = []
  page.on('request', (request) => {
    if (!/GET|OPTIONS/.test(request.method()) && request.url().includes('/cases')) written.push(request.url())
  })
  await page.keyboard.press('Control+Enter')
  await submit(page).dispatchEvent('click')
  await expect(page.getByRole('status').filter({ hasText: 'Chờ ký' })).toBeVisible()
  expect(written).toEqual([])
  expect((await officer.get(`/cases/${id}`)).body).toMatchObject({
    state: 'awaiting_signature',
    version: before.version,
    copies: before.copies,
  })
  expect(await submissions(office, id)).toBe(1)
})

/** Types a word as an input method does that composes it before it is there. */
async function compose(keys: CDPSession, text: string): Promise<void> {
  await keys.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
}

test('Enter and Ctrl+Enter that belong to a word being composed submit nothing and move nowhere', async ({
  office,
  signIn,
}) => {
  const page = await signIn('officer', '/them-moi')
  const keys = await page.context().newCDPSession(page)
  const written: string[] = []
  page.on('request', (request) => {
    if (!/GET|OPTIONS/.test(request.method())) written.push(request.url())
  })
  await page.getByLabel('Đối tượng không có tài khoản DVCQG').check()
  const name = page.getByLabel('Họ và tên, hoặc tên doanh nghiệp')
  await name.focus()
  await compose(keys, 'Nguyê')
  await page.keyboard.press('Enter')
  await expect(name).toBeFocused()
  await compose(keys, 'Nguyê')
  await page.keyboard.press('Control+Enter')
  await expect(name).toBeFocused()
  await expect(page.locator('[aria-invalid=true]')).toHaveCount(0)
  expect(written).toEqual([])

  // In the search, nothing is asked for until the word is there.
  const asked: string[] = []
  page.on('request', (request) => {
    const found = new URL(request.url()).searchParams.get('q')
    if (found) asked.push(found)
  })
  const [one] = await office.cases('draft')
  await page.getByRole('link', { name: 'Tra cứu hồ sơ' }).click()
  // The old screen stays until the new one is loaded.
  const search = page.getByRole('textbox', { name: 'Tìm hồ sơ' })
  await search.focus()
  await compose(keys, 'Trâ')
  await search.press('Enter')
  await expect(page).toHaveURL(`${ORIGIN}/tra-cuu`)
  await keys.send('Input.insertText', { text: one?.requester.name.normalize('NFC') ?? '' })
  await expect(page).toHaveURL(/tim=/)
  await expect(page.getByRole('table')).toContainText(one?.requester.name ?? '')
  expect(decodeURIComponent(page.url())).not.toContain('tim=Trâ&')
  expect(await search.inputValue()).toBe(one?.requester.name)
})
