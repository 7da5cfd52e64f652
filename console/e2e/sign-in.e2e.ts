/** Signing in and out, what each role finds, the two languages, and a session that ends in the middle of the work. */
import { axe, expect, fillSignIn, guide, test, type Role } from './fixtures'

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
