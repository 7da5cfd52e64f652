/** Signing in and out, what each role finds, the two languages, and a session that ends in the middle of the work. */
import type { Page } from '@playwright/test'

import { axe, expect, fillSignIn, guide, ORIGIN, test, type Office, type Role } from './fixtures'

/** The menu of each role, under the names of the manual. */
const MENUS: Partial<Record<Role, string[]>> = {
  officer: [
    'Thêm mới bản sao từ bản chính',
    'Lịch hẹn chờ duyệt',
    'Hồ sơ bị từ chối',
    'Hồ sơ đang tiếp nhận',
    'Tra cứu hồ sơ',
  ],
  signer: ['Bản sao chờ ký', 'Trang cá nhân', 'Tra cứu hồ sơ'],
  clerk: [
    'Bản sao chờ đóng dấu',
    'Quản lý sổ chứng thực',
    'Quản lý con dấu',
    'Kết quả gửi trả',
    'Tra cứu hồ sơ',
  ],
  admin: ['Quản trị', 'Tra cứu hồ sơ'],
}

for (const [role, menu] of Object.entries(MENUS) as [Role, string[]][]) {
  test(`${role}: signs in and finds the menu of the role`, async ({ office, signIn }) => {
    const page = await signIn(role)
    await expect(page.getByRole('navigation', { name: 'Danh mục' }).getByRole('link')).toContainText(menu)
    await expect(page.getByRole('banner')).toContainText(office.agencyName)
    await expect(page.getByRole('banner')).toContainText(office.people[role].name)
    await axe(page)
    await guide(page, `dang-nhap-${role}`)
  })
}

test('the menu says how many wait, and asks for that once', async ({ office, signIn }) => {
  await office.cases('signed')
  await office.cases('sealed')
  const page = await signIn('clerk', '/con-dau')
  const menu = page.getByRole('navigation', { name: 'Danh mục' })
  await expect(
    menu.getByRole('link', { name: 'Bản sao chờ đóng dấu' }).getByLabel('2 hồ sơ đang chờ'),
  ).toBeVisible()
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname.split('/').at(-1) ?? ''))
  await page.reload()
  await fillSignIn(page, office.people.clerk)
  await expect(menu.getByLabel('2 hồ sơ đang chờ')).toBeVisible()
  expect(asked.filter((path) => path === 'queues')).toHaveLength(1)
  expect(asked.filter((path) => path === 'cases')).toEqual([])
})

test('whoever signs and seals is told whether the signing service is there', async ({ office, signIn }) => {
  const page = await signIn('signer')
  await expect(page.getByText('Dịch vụ ký: sẵn sàng')).toBeVisible()
  const { desk } = await office.computer('signer')
  await desk.stop()
  await page.reload()
  await fillSignIn(page, office.people.signer)
  await expect(page.getByText('Dịch vụ ký: chưa thấy')).toBeVisible()
  await desk.start()
  await expect(page.getByText('Dịch vụ ký: sẵn sàng')).toBeVisible()
})

test('the language is chosen in the header and remembered', async ({ office, signIn }) => {
  const page = await signIn('signer')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page.getByRole('link', { name: 'Bản sao chờ ký' })).toBeHidden()
  await axe(page)
  await page.reload()
  await fillSignIn(page, office.people.signer)
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await page.getByRole('button', { name: 'Tiếng Việt' }).click()
  await expect(page.getByRole('link', { name: 'Bản sao chờ ký' })).toBeVisible()
})

test('signing out ends at the sign-in', async ({ signIn }) => {
  const page = await signIn('clerk')
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await expect(page.getByLabel('Password')).toBeVisible()
})

test('a sign-in that the browser’s Back leads to once more begins again by itself', async ({
  office,
  signIn,
}) => {
  const page = await signIn('clerk', '/so')
  await expect(page.getByRole('heading', { name: 'Quản lý sổ chứng thực' })).toBeVisible()
  await page.goBack()
  await fillSignIn(page, office.people.clerk) // the provider's page, whose answer was given before
  await fillSignIn(page, office.people.clerk) // a new one
  await expect(page.getByRole('heading', { name: 'Quản lý sổ chứng thực' })).toBeVisible()
  await expect(page).toHaveURL(/\/so$/)
})

test('a browser that keeps no sign-in is told so, and is not sent round in circles', async ({
  office,
  browserOf,
}) => {
  const page = await (await browserOf('clerk')).newPage()
  // What the sign-in needs is gone whenever the page is loaded.
  await page.addInitScript(() => localStorage.clear())
  await page.goto(`${ORIGIN}/so`)
  for (let begun = 0; begun < 4; begun++) await fillSignIn(page, office.people.clerk)
  const said = page.getByRole('alert')
  await expect(said).toContainText('Trình duyệt không giữ lại được lần đăng nhập.')
  await said.getByRole('button', { name: 'Tải lại' }).click()
  await expect(page.getByLabel('Password')).toBeVisible()
})

/** Ends somebody's session while the page stays open; the next request asks to sign in again. */
async function endSession(page: Page, office: Office, role: Role): Promise<() => Promise<void>> {
  await office.withdrawSignIns(role)
  const now = Date.now()
  await page.clock.setFixedTime(now + 61 * 60_000)
  return () => page.clock.setFixedTime(now)
}

const REASON = 'Trang 1 mờ, không đọc được họ tên và ngày sinh; đề nghị quét lại cả hai mặt. '
  .repeat(7)
  .slice(0, 500)

/** A leader types why a case goes back, and presses the button when the session has ended over night. */
async function returnOverNight(page: Page, office: Office): Promise<() => Promise<void>> {
  await page.getByRole('button', { name: 'Từ chối…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Từ chối ký và trả lại hồ sơ' })
  await dialog.getByLabel('Có dấu mật, hoặc ghi rõ không được sao chụp').check()
  await dialog.getByLabel(/^Nội dung cần bổ sung/).fill(REASON)
  const back = await endSession(page, office, 'signer')
  await dialog.getByRole('button', { name: 'Từ chối và trả lại' }).click()
  const expired = page.getByRole('dialog', { name: 'Phiên làm việc đã hết hạn' })
  await expect(expired).toBeVisible()
  // It lies over the other one, and Ctrl+Enter is its own.
  await expect(expired.getByRole('button', { name: 'Đăng nhập lại' })).toBeFocused()
  return back
}

test('a reason of 500 characters outlives the session, and is sent once', async ({
  office,
  signIn,
  expectErrors,
}) => {
  expectErrors(/oauth2\/token/)
  const [one] = await office.cases('awaiting_signature')
  const id = one?.id ?? ''
  const page = await signIn('signer', `/cho-ky/${id}`)
  const back = await returnOverNight(page, office)
  await back()
  const [again] = await Promise.all([page.waitForEvent('popup'), page.keyboard.press('Control+Enter')])
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith(`/cases/${id}/return`) && request.method() === 'POST') sent.push(request.url())
  })
  await fillSignIn(again, office.people.signer)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const signer = await office.api('signer')
  expect((await signer.get(`/cases/${id}`)).body).toMatchObject({
    state: 'returned',
    returned: { code: 'classified', text: REASON },
  })
  expect(sent).toHaveLength(1)
  const { history } = (await signer.get(`/cases/${id}/history`)).body as { history: { to: string }[] }
  expect(history.filter(({ to }) => to === 'returned')).toHaveLength(1)
})

test('another official who signs in sees nothing of what was typed, and sends nothing of it', async ({
  office,
  signIn,
  expectErrors,
}) => {
  expectErrors(/oauth2\/token/)
  const [one] = await office.cases('awaiting_signature')
  const id = one?.id ?? ''
  const page = await signIn('signer', `/cho-ky/${id}`)
  const back = await returnOverNight(page, office)
  await back()
  const [again] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: 'Đăng nhập lại' }).click(),
  ])
  await fillSignIn(again, office.people['vice-signer'])
  // The page begins again, with the sign-in.
  await fillSignIn(page, office.people['vice-signer'])
  await expect(page.getByRole('banner')).toContainText(office.people['vice-signer'].name)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await page.content()).not.toContain('không đọc được họ tên')
  const read = (await (await office.api('signer')).get(`/cases/${id}`)).body as { state: string }
  expect(read.state).toBe('awaiting_signature')
})

test('a session that ends keeps what was typed', async ({ office, signIn, expectErrors }) => {
  const page = await signIn('clerk')
  const search = page.getByRole('textbox', { name: 'Tìm trong danh sách' })
  await search.fill('Trần Thị')
  await office.withdrawSignIns('clerk')
  const now = Date.now()
  await page.clock.setFixedTime(now + 61 * 60_000)
  expectErrors(/oauth2\/token/)
  const dialog = page.getByRole('dialog', { name: 'Phiên làm việc đã hết hạn' })
  await expect(dialog).toBeVisible()
  await axe(page)
  await guide(page, 'phien-het-han')
  await page.clock.setFixedTime(now)
  const [again] = await Promise.all([
    page.waitForEvent('popup'),
    dialog.getByRole('button', { name: 'Đăng nhập lại' }).click(),
  ])
  await fillSignIn(again, office.people.clerk)
  await expect(dialog).toBeHidden()
  await expect(search).toHaveValue('Trần Thị')
})
