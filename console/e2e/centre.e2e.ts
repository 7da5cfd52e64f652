/** An administrator of the centre: founds agencies and sets them up, says whom to trust, sets the country's holidays. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'

import { axe, expect, fillSignIn, guide, ORIGIN, stack, test, type Office } from './fixtures'

const open = async (page: Page, section: string) => {
  await page
    .getByRole('navigation', { name: 'Các mục quản trị' })
    .getByRole('link', { name: section })
    .click()
  await expect(page.getByRole('heading', { level: 2, name: section })).toBeVisible()
  await expect(page.getByLabel('Đang tải…')).toBeHidden()
}

/** The stack's own administrator of the centre: there is one country, which all offices share. */
async function asCentre(browser: { newPage: () => Promise<Page> }): Promise<Page> {
  const centre = stack.users.find(({ username }) => username === 'centre')
  if (!centre) throw new Error('the stack has nobody of the centre')
  const page = await browser.newPage()
  await page.goto(`${ORIGIN}/quan-tri`)
  await fillSignIn(page, { ...centre, key: '' })
  await expect(page.getByRole('heading', { level: 1, name: 'Quản trị' })).toBeVisible()
  return page
}

const tailOf = (office: Office) => office.agency.slice(-8).toLowerCase()

test('founds an agency, finds another among all, and sets it up', async ({ office, browserOf }) => {
  const page = await asCentre(await browserOf('admin'))
  await open(page, 'Các đơn vị')
  await axe(page)
  await page.getByRole('button', { name: 'Lập đơn vị' }).click()
  const form = page.getByRole('dialog', { name: 'Lập đơn vị' })
  await form.getByRole('button', { name: 'Lưu lại' }).click()
  await expect(form.getByLabel('Mã đơn vị')).toBeFocused()
  await expect(form.getByLabel('Mã đơn vị')).toHaveAccessibleDescription(/Hãy nhập mục này/)
  await axe(page)
  const id = `thu-${tailOf(office)}`
  await form.getByLabel('Mã đơn vị').fill(id)
  await form.getByLabel('Tên đơn vị').fill('Ủy ban nhân dân xã Mới Lập')
  await form.getByLabel('Địa danh').fill(`Xã Mới Lập ${id}, tỉnh Thử`)
  await form.getByLabel('Số định danh trong chứng thư số của đơn vị').fill('MST:0101234567')
  await guide(page, 'trung-uong-lap-don-vi')
  await form.getByRole('button', { name: 'Lưu lại' }).click()
  // It opens to be set up, in its name.
  await expect(page).toHaveURL(new RegExp(`/quan-tri/don-vi\\?agency=${id}`))
  await expect(page.getByRole('alert')).toContainText(id)
  await expect(page.getByLabel('Tên đơn vị')).toHaveValue('Ủy ban nhân dân xã Mới Lập')
  await axe(page)

  await page.getByRole('link', { name: 'Về đơn vị của mình' }).click()
  await page.getByLabel('Tìm theo tên, địa danh, mã').fill(`moi lap ${tailOf(office)}`)
  await expect(page.getByText('1 đơn vị', { exact: true })).toBeVisible()
  await axe(page)
  await guide(page, 'trung-uong-cac-don-vi')
  await page.getByLabel('Tìm theo tên, địa danh, mã').fill(office.agency)
  await page
    .getByRole('row')
    .filter({ hasText: office.agency })
    .getByRole('link', { name: /^Thiết lập/ })
    .click()
  await open(page, 'Cột của sổ')
  await page.getByLabel('Cột 8').fill('Ghi chú của trung ương')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Đã lưu.')).toBeVisible()
  const seen = (await (await office.api('admin')).get('/agency/register-columns')).body as { heads: string[] }
  expect(seen.heads[7]).toBe('Ghi chú của trung ương')
})

test('a certificate that vouches for none is not believed, and the cause is said', async ({ browserOf }) => {
  const page = await asCentre(await browserOf('admin'))
  await open(page, 'Chứng thư gốc')
  await page.getByRole('button', { name: 'Thêm chứng thư' }).click()
  const form = page.getByRole('dialog', { name: 'Thêm chứng thư' })
  await form.getByRole('button', { name: 'Lưu lại' }).click()
  await expect(form.getByLabel('Nội dung chứng thư (PEM)')).toHaveAttribute('aria-invalid', 'true')
  const pem = (name: string) => readFileSync(join(stack.pki, `${name}.pem`), 'utf8')
  for (const [name, cause] of [
    ['chair', /không phải/],
    ['root', /đã có|đã được/],
  ] as const) {
    await form.getByLabel('Nội dung chứng thư (PEM)').fill(pem(name))
    await form.getByRole('button', { name: 'Lưu lại' }).click()
    await expect(form, name).toContainText(cause)
  }
  await axe(page)
  await guide(page, 'trung-uong-chung-thu-goc')
})

test('a holiday of the country is set, told to every agency, and taken back', async ({
  office,
  browserOf,
}) => {
  const page = await asCentre(await browserOf('admin'))
  await open(page, 'Ngày nghỉ lễ')
  const reason = `Ngày nghỉ thử ${tailOf(office)}`
  await page.getByRole('button', { name: 'Thêm ngày' }).click()
  const count = await page.getByLabel(/^Lý do của ngày/).count()
  await page.getByRole('button', { name: 'Lưu lại' }).click()
  await expect(page.getByLabel(`Ngày ${count}`, { exact: true })).toBeFocused()
  await page
    .getByLabel(`Ngày ${count}`, { exact: true })
    .fill(`15/0${(Date.now() % 9) + 1}/20${40 + (Date.now() % 40)}`)
  await page.getByLabel(`Lý do của ngày ${count}`).fill(reason)
  await axe(page)
  await guide(page, 'trung-uong-ngay-nghi')
  await page.getByRole('button', { name: 'Lưu lại' }).click()
  await expect(page.getByText('Đã lưu.')).toBeVisible()
  const admin = await office.api('admin')
  const reasons = async () =>
    ((await admin.get('/holidays')).body as { holidays: { reason: string }[] }).holidays.map(
      (one) => one.reason,
    )
  expect(await reasons()).toContain(reason)
  const at = (await reasons()).indexOf(reason) + 1
  await page.getByRole('button', { name: `Bỏ ngày ${at}`, exact: true }).click()
  await page.getByRole('button', { name: 'Lưu lại' }).click()
  await expect.poll(reasons).not.toContain(reason)
})
