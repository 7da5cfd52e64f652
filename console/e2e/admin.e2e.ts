/** An administrator sets the agency up; what is wrong is said at its field, and nothing typed is lost. */
import type { Page } from '@playwright/test'

import { axe, expect, guide, test } from './fixtures'

async function open(page: Page, section: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Các mục quản trị' })
    .getByRole('link', { name: section })
    .click()
  await expect(page.getByRole('heading', { level: 2, name: section })).toBeVisible()
}

test('every section is read, without a fault of access', async ({ signIn }) => {
  const page = await signIn('admin')
  for (const [section, picture] of [
    ['Cán bộ', 'quan-tri-can-bo'],
    ['Đơn vị', ''],
    ['Giờ làm việc', 'quan-tri-gio-lam-viec'],
    ['Lệ phí', 'quan-tri-le-phi'],
    ['Lời chứng', ''],
    ['Cột của sổ', ''],
    ['Gửi lại kết quả', ''],
    ['Lịch sử quản trị', ''],
    ['Chứng thư gốc', ''],
    ['Ngày nghỉ lễ', ''],
  ] as const) {
    await open(page, section)
    await expect(page.getByLabel('Đang tải…')).toBeHidden()
    await axe(page)
    if (picture === 'quan-tri-can-bo') await guide(page, 'quan-tri-can-bo')
    if (picture === 'quan-tri-gio-lam-viec') await guide(page, 'quan-tri-gio-lam-viec')
    if (picture === 'quan-tri-le-phi') await guide(page, 'quan-tri-le-phi')
  }
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Administration' })).toBeVisible()
  await axe(page)
})

test('a document type that is added is offered to officers', async ({ office, signIn }) => {
  const page = await signIn('admin')
  await open(page, 'Loại giấy tờ')
  await page.getByLabel('Loại giấy tờ mới').fill('Giấy phép lái tàu thử nghiệm')
  await page.getByRole('button', { name: 'Thêm mới' }).click()
  await guide(page, 'quan-tri-loai-giay-to')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Đã lưu.')).toBeVisible()
  await axe(page)
  const officer = await office.api('officer')
  const { document_types } = (await officer.get('/document-types')).body as {
    document_types: { code: string; name: string }[]
  }
  expect(document_types.at(-1)).toEqual({
    code: 'giay-phep-lai-tau-thu-nghiem',
    name: 'Giấy phép lái tàu thử nghiệm',
  })
})

test('what somebody else saved meanwhile is said, and what was typed stays', async ({ office, signIn }) => {
  const page = await signIn('admin')
  await open(page, 'Cột của sổ')
  await page.getByLabel('Cột 8').fill('Ghi chú thêm')
  const other = await office.api('admin')
  const seen = (await other.get('/agency/register-columns')).body as { version: number; heads: string[] }
  const heads = [...seen.heads.slice(0, 7), 'Chú thích']
  await other.send('PUT', '/agency/register-columns', { version: seen.version, heads })
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('alert')).toContainText('Người khác vừa thay đổi thiết lập này')
  await expect(page.getByLabel('Cột 8')).toHaveValue('Ghi chú thêm')
  await axe(page)
  await page.getByRole('button', { name: 'Giữ phần tôi nhập để lưu' }).click()
  await page.getByRole('button', { name: 'Lưu lại' }).click()
  await expect(page.getByText('Đã lưu.')).toBeVisible()
  const now = (await other.get('/agency/register-columns')).body as { heads: string[] }
  expect(now.heads[7]).toBe('Ghi chú thêm')
})

test('an official is added, and what is missing is said at each field', async ({ office, signIn }) => {
  const page = await signIn('admin')
  await page.getByRole('button', { name: 'Thêm cán bộ' }).click()
  const form = page.getByRole('dialog', { name: 'Thêm cán bộ' })
  await form.getByRole('button', { name: 'Lưu lại' }).click()
  await expect(form.getByLabel('Họ và tên')).toBeFocused()
  await expect(form.getByLabel('Họ và tên')).toHaveAccessibleDescription('Hãy nhập mục này.')
  await axe(page)
  const username = `moi-${Date.now()}`
  await form.getByLabel('Họ và tên').fill('Lý Thị Mới')
  await form.getByLabel('Tên đăng nhập').fill(username)
  await form.getByLabel('Thư điện tử').fill(`${username}@anbinhmoi.example.vn`)
  await form.getByLabel('Quyền tạo bản sao').check()
  await guide(page, 'quan-tri-them-can-bo')
  await form.getByRole('button', { name: 'Lưu lại' }).click()
  await expect(form).toBeHidden()
  await expect(page.getByRole('cell', { name: username })).toBeVisible()
  const { officials } = (await (await office.api('admin')).get('/agency/officials')).body as {
    officials: { username: string; roles: string[] }[]
  }
  expect(officials.find((official) => official.username === username)?.roles).toEqual(['officer'])
})

test('an invitation is sent again, until the official has signed in', async ({ office, signIn }) => {
  const admin = await office.api('admin')
  const username = `moi-lai-${Date.now()}`
  const email = `${username}@anbinhmoi.example.vn`
  const added = await admin.send('POST', '/agency/officials', {
    name: 'Đinh Văn Chờ',
    username,
    email,
    roles: ['officer'],
  })
  expect(added.status, JSON.stringify(added.body)).toBe(201)
  const page = await signIn('admin')
  await page.getByRole('button', { name: 'Chỉnh sửa Đinh Văn Chờ' }).click()
  const form = page.getByRole('dialog', { name: 'Chỉnh sửa Đinh Văn Chờ' })
  await expect(form.getByLabel('Thư điện tử')).toHaveValue(email)
  await form.getByRole('button', { name: 'Gửi lại thư mời' }).click()
  await expect(form.getByText('Đã gửi lại thư mời với mật khẩu tạm mới.')).toBeVisible()
  await axe(page)
  await guide(page, 'quan-tri-gui-lai-thu-moi')
  await form.getByRole('button', { name: 'Bỏ qua' }).click()

  const { name } = office.people.signer
  await page.getByRole('button', { name: `Chỉnh sửa ${name}` }).click()
  const working = page.getByRole('dialog', { name: `Chỉnh sửa ${name}` })
  await working.getByRole('button', { name: 'Gửi lại thư mời' }).click()
  await expect(working.getByRole('alert')).toContainText('đã đăng nhập')
})

test('hours that run back are refused before anything is sent', async ({ signIn }) => {
  const page = await signIn('admin')
  await open(page, 'Giờ làm việc')
  const monday = page.getByLabel('Giờ làm việc Thứ Hai')
  await monday.fill('11:30-07:30')
  await page.getByRole('button', { name: 'Lưu lại' }).click()
  await expect(monday).toBeFocused()
  await expect(monday).toHaveAccessibleDescription(/giờ sau muộn hơn giờ trước/)
  await monday.fill('7h30-11h30, 13h30-16h')
  await page.getByRole('button', { name: 'Lưu lại' }).click()
  await expect(page.getByText('Đã lưu.')).toBeVisible()
  await expect(monday).toHaveValue('07:30-11:30, 13:30-16:00')
})
