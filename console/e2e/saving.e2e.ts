/** What is typed is saved once, kept when a screen is left, and asked about before the page goes. */
import type { Page } from '@playwright/test'

import type { Case } from '../src/api/types'
import { expect, fillSignIn, ORIGIN, test, type Office } from './fixtures'
import { named, scan } from './scans'
import { stack } from './support/stack'

const NAME = 'Nguyễn Thị Đào'
/** As people and their programs write it: decomposed, and with blanks and marks that nobody sees. */
const WRITTEN = [
  NAME.normalize('NFD'),
  'Nguyễn  Thị Đào',
  'Nguyễn\tThị Đào',
  'Nguyễn\u00a0Thị Đào',
  ` ${NAME}  `,
  'Nguyễn\u200bThị Đào',
  'Nguyê\u0303n Thi\u0323 Đào',
]

async function read(office: Office, id: string): Promise<Case> {
  return (await (await office.api('officer')).get(`/cases/${id}`)).body as Case
}

/** The lines of a case's history that say that it was changed. */
async function changesOf(office: Office, id: string): Promise<unknown[]> {
  const answer = await (await office.api('officer')).get(`/cases/${id}/history`)
  return (answer.body as { history: { action: string }[] }).history.filter(
    ({ action }) => action === 'change',
  )
}

/** Reloads or leaves the page, and gives what the browser asked before it did; the page stays. */
async function asked(page: Page): Promise<string> {
  const dialog = page.waitForEvent('dialog')
  void page.evaluate(() => location.reload())
  const question = await dialog
  await question.dismiss()
  return question.type()
}

test('a text that the API stores in another form is saved once', async ({ office, signIn }) => {
  const cases = await office.cases('draft', { count: WRITTEN.length })
  const page = await signIn('officer')
  const sent: string[] = []
  await page.route(`${stack.api_url}/cases/**`, async (route) => {
    const request = route.request()
    if (request.method() === 'PATCH') sent.push(request.postData() ?? '')
    await route.fallback()
  })
  const saved = page.getByRole('status').getByText('Đã lưu nháp')
  for (const [at, text] of WRITTEN.entries()) {
    const id = cases[at]?.id ?? ''
    await page.goto(`${ORIGIN}/them-moi/${id}`)
    await fillSignIn(page, office.people.officer)
    await page.getByLabel('Tên của bản chính').fill(text)
    await expect.poll(async () => (await changesOf(office, id)).length, { message: text }).toBe(1)
    await expect(saved).toBeVisible()
    // As long as an officer looks at it: the form asks for nothing more.
    const before = sent.length
    await page.getByLabel('Số bản sao').fill('7')
    await expect.poll(async () => (await read(office, id)).copies).toBe(7)
    await expect(saved).toBeVisible()
    expect(sent.slice(before).map((one) => Object.keys(JSON.parse(one) as object).sort())).toEqual([
      ['copies', 'version'],
    ])
    expect((await changesOf(office, id)).length, text).toBe(2)
    const { original_name } = await read(office, id)
    expect(original_name).toBe(original_name.normalize('NFC'))
    await expect(page.getByLabel('Tên của bản chính')).toHaveValue(text)
  }
})

test('what is typed in the last second before a draft is left is saved', async ({ office, signIn }) => {
  const [draft] = await office.cases('draft')
  const id = draft?.id ?? ''
  const page = await signIn('officer', `/them-moi/${id}`)
  await page.getByLabel('Tên của bản chính').fill('Bằng tốt nghiệp, bản gõ vội')
  await page.getByRole('link', { name: 'Hồ sơ đang tiếp nhận' }).click()
  await expect.poll(async () => (await read(office, id)).original_name).toBe('Bằng tốt nghiệp, bản gõ vội')
})

test('what cannot be saved yet is there when the officer comes back, and asked about before a reload', async ({
  office,
  signIn,
}) => {
  const [draft] = await office.cases('draft')
  const page = await signIn('officer', `/them-moi/${draft?.id ?? ''}`)
  const copies = page.getByLabel('Số bản sao')
  await copies.fill('')
  await page.getByLabel('Tên của bản chính').fill('Đang gõ dở')
  await page.getByRole('link', { name: 'Hồ sơ bị từ chối' }).click()
  await expect(page.getByRole('heading', { name: 'Hồ sơ bị từ chối' })).toBeVisible()
  await page.goBack()
  await expect(page.getByLabel('Tên của bản chính')).toHaveValue('Đang gõ dở')
  await expect(copies).toHaveValue('')
  expect(await asked(page)).toBe('beforeunload')
  await expect(page.getByLabel('Tên của bản chính')).toHaveValue('Đang gõ dở')
  await copies.fill('2')
  await expect(page.getByText('Đã lưu nháp')).toBeVisible()
  expect((await read(office, draft?.id ?? '')).original_name).toBe('Đang gõ dở')
})

test('a new case is there when the officer comes back, and asked about before a reload', async ({
  signIn,
}) => {
  const page = await signIn('officer', '/them-moi')
  await page.getByLabel('Đối tượng không có tài khoản DVCQG').check()
  await page.getByLabel('Họ và tên').fill(NAME)
  await page.getByRole('link', { name: 'Hồ sơ bị từ chối' }).click()
  await expect(page.getByRole('heading', { name: 'Hồ sơ bị từ chối' })).toBeVisible()
  await page.getByRole('link', { name: 'Thêm mới bản sao từ bản chính' }).click()
  await expect(page.getByLabel('Họ và tên')).toHaveValue(NAME)
  expect(await asked(page)).toBe('beforeunload')
  await expect(page.getByLabel('Họ và tên')).toHaveValue(NAME)
})

test("an administrator's changes stay when another section is opened", async ({ office, signIn }) => {
  const page = await signIn('admin', '/quan-tri/don-vi')
  const locality = page.getByLabel('Địa danh')
  const before = await locality.inputValue()
  const menu = page.getByRole('navigation', { name: 'Các mục quản trị' })
  await locality.fill('Phường Chưa Lưu')
  await menu.getByRole('link', { name: 'Loại giấy tờ' }).click()
  const first = page.getByLabel('Loại giấy tờ 1', { exact: true })
  const type = await first.inputValue()
  await first.fill(`${type} (sửa)`)
  await menu.getByRole('link', { name: /^Đơn vị/ }).click()
  await expect(locality).toHaveValue('Phường Chưa Lưu')
  await expect(page.getByText('Thay đổi chưa lưu của lần trước vẫn còn ở đây.')).toBeVisible()
  await expect(menu.getByRole('link', { name: /^Loại giấy tờ/ })).toContainText('Chưa lưu')
  await page.getByRole('link', { name: 'Tra cứu hồ sơ' }).click()
  await expect(page.getByRole('heading', { name: 'Tra cứu hồ sơ' })).toBeVisible()
  expect(await asked(page)).toBe('beforeunload')
  await page.goBack()
  await expect(locality).toHaveValue('Phường Chưa Lưu')
  await page.getByRole('button', { name: 'Bỏ thay đổi' }).click()
  await expect(locality).toHaveValue(before)
  await menu.getByRole('link', { name: /^Loại giấy tờ/ }).click()
  await expect(first).toHaveValue(`${type} (sửa)`)
  await page.getByRole('button', { name: /^Lưu lại/ }).click()
  await expect(page.getByText('Đã lưu.', { exact: true })).toBeVisible()
  await expect(menu.getByText('Chưa lưu')).toHaveCount(0)
  const stored = (await (await office.api('admin')).get('/agency/document-types')).body as {
    document_types: { name: string }[]
  }
  expect(stored.document_types[0]?.name).toBe(`${type} (sửa)`)
})

test('a press beside a dialog takes nothing away that was typed', async ({ signIn }) => {
  const page = await signIn('admin', '/quan-tri/can-bo')
  await page.getByRole('button', { name: 'Thêm cán bộ' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Họ và tên')).toBeFocused()
  await page.mouse.click(5, 5)
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Thêm cán bộ' }).click()
  await dialog.getByLabel('Họ và tên').fill(NAME)
  await page.mouse.click(5, 5)
  await expect(dialog.getByLabel('Họ và tên')).toHaveValue(NAME)
  expect(await asked(page)).toBe('beforeunload')
})

test('what is typed while the settings are being saved stays', async ({ signIn }) => {
  const page = await signIn('admin', '/quan-tri/don-vi')
  let answer: () => void = () => undefined
  const held = new Promise<void>((resolve) => (answer = resolve))
  await page.route(`${stack.api_url}/agencies/**`, async (route) => {
    if (route.request().method() !== 'PATCH') return route.fallback()
    const response = await route.fetch()
    await held
    await route.fulfill({ response })
  })
  const locality = page.getByLabel('Địa danh')
  await locality.fill('Phường An Bình Mới  ')
  await page.getByRole('button', { name: /^Lưu lại/ }).click()
  await locality.fill('Phường An Bình Mới, gõ tiếp')
  answer()
  await expect(page.getByRole('button', { name: 'Bỏ thay đổi' })).toBeVisible()
  await expect(locality).toHaveValue('Phường An Bình Mới, gõ tiếp')
})

test('a scan that another counter replaced is looked at before the case is submitted', async ({
  office,
  signIn,
}) => {
  const [draft] = await office.cases('draft')
  const id = draft?.id ?? ''
  const page = await signIn('officer', `/them-moi/${id}`)
  await page.getByTestId('scan-file').setInputFiles(named('mot.pdf', scan({ pages: 1 })))
  await expect(page.getByText('Đã nhận: 1 trang')).toBeVisible()
  const submit = page.getByRole('button', { name: /^Trình ký/ })
  await expect(submit).toHaveAttribute('aria-disabled', 'false')

  // This counter's view of the case stands still, as on a line that is gone for a moment.
  const stale = await read(office, id)
  await page.route(`${stack.api_url}/cases/${id}`, async (route) => {
    if (route.request().method() !== 'GET') return route.fallback()
    await route.fulfill({ json: stale, headers: { 'access-control-allow-origin': 'http://localhost:5173' } })
  })
  const other = await signIn('second-officer', `/them-moi/${id}`)
  await other.getByTestId('scan-file').setInputFiles(named('hai.pdf', scan({ pages: 2 })))
  await expect(other.getByText('Đã nhận: 2 trang')).toBeVisible()
  await submit.click()
  const refused = page.getByRole('alert').filter({ hasText: office.people['second-officer'].name })
  await expect(refused).toContainText(/lúc \d\d:\d\d/)
  expect((await read(office, id)).state).toBe('draft')

  await page.unroute(`${stack.api_url}/cases/${id}`)
  await expect(page.getByText('Bản scan của hồ sơ vừa được thay')).toBeVisible()
  await expect(page.getByText(`${office.people['second-officer'].name} đã thay bản scan lúc`)).toBeVisible()
  await expect(submit).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('button', { name: 'Đã xem bản mới' }).click()
  await submit.click()
  await expect(page.getByText('Đã trình ký')).toBeVisible()
  expect(await read(office, id)).toMatchObject({ state: 'awaiting_signature', scan: { pages: 2 } })
})

test('a type that was retired after the booking stands in the form of its case', async ({
  office,
  signIn,
}) => {
  const officer = await office.api('officer')
  const [draft] = await office.cases('draft')
  const kept = draft?.document_type_text ?? ''
  const admin = await office.api('admin')
  const { document_types, version } = (await admin.get('/agency/document-types')).body as {
    document_types: { code: string; name: string; retired: boolean }[]
    version: number
  }
  const offered = document_types.filter(({ code, retired }) => !retired && code !== draft?.document_type)
  const types = (list: typeof offered) => list.map(({ code, name }) => ({ code, name }))
  const retired = await admin.send('PUT', '/agency/document-types', {
    version,
    document_types: types(offered),
  })
  expect(retired.status).toBe(200)
  const page = await signIn('officer', `/them-moi/${draft?.id ?? ''}`)
  await expect(page.getByRole('combobox', { name: 'Loại giấy tờ' })).toHaveValue(kept)
  await page.getByLabel('Số bản sao').fill('3')
  await expect(page.getByText('Đã lưu nháp')).toBeVisible()
  expect((await officer.get(`/cases/${draft?.id ?? ''}`)).body).toMatchObject({
    document_type: draft?.document_type,
    copies: 3,
  })
})
