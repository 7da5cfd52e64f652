/** Anybody checks a copy: by the code on its page, by the file itself; one that holds, one withdrawn, one unknown. */
import type { Download, Page } from '@playwright/test'

import { axe, expect, fileOf, guide, mailTo, ORIGIN, pyHanko, test, type Office } from './fixtures'

async function sealed(
  office: Office,
): Promise<{ id: string; code: string; number: string; bytes: Uint8Array }> {
  const [released] = await office.cases('released')
  if (!released) throw new Error('no case was made')
  const clerk = await office.api('clerk')
  const link = await clerk.get(`/cases/${released.id}/document?version=sealed`)
  const copy = await fetch((link.body as { url: string }).url)
  return {
    id: released.id,
    code: released.check_code ?? '',
    number: released.number?.text ?? '',
    bytes: new Uint8Array(await copy.arrayBuffer()),
  }
}

const result = (page: Page) => page.getByRole('region', { name: 'Kết quả kiểm tra' })

test('a copy that was sealed holds, by its code and by its file; a changed file is unknown', async ({
  office,
  browserOf,
}) => {
  const copy = await sealed(office)
  const page = await (await browserOf('requester')).newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(`${ORIGIN}/kiem-tra/`)
  await axe(page)
  await page.getByLabel('Mã kiểm tra', { exact: true }).fill(copy.code.toLowerCase())
  await page.getByRole('button', { name: 'Kiểm tra', exact: true }).click()
  await expect(result(page).getByRole('heading', { name: 'Còn giá trị' })).toBeFocused()
  await expect(result(page)).toContainText(office.agencyName)
  await expect(result(page)).toContainText(copy.number)
  await expect(result(page).getByText('Chữ ký hợp lệ')).toHaveCount(2)
  expect(new URL(page.url()).searchParams.get('ma')).toBe(copy.code.replaceAll('-', ''))
  await axe(page)
  await guide(page, 'kiem-tra-con-gia-tri')

  await page.getByLabel('Chọn tệp PDF').setInputFiles(fileOf('ban-sao.pdf', copy.bytes))
  await expect(result(page)).toContainText('giống từng bit với bản đã đóng dấu')
  expect(asked.filter((url) => url.endsWith('/verify'))).toHaveLength(1)

  const changed = Uint8Array.from(copy.bytes)
  changed[changed.length - 8] = (changed.at(-8) ?? 0) ^ 1
  await page.getByLabel('Chọn tệp PDF').setInputFiles(fileOf('ban-sao-da-sua.pdf', changed))
  await expect(result(page).getByRole('heading', { name: 'Không tìm thấy' })).toBeFocused()
  await axe(page)
})

test('the square’s address answers at once, in English too', async ({ office, browserOf }) => {
  const copy = await sealed(office)
  const page = await (await browserOf('requester')).newPage()
  await page.goto(`${ORIGIN}/kiem-tra/?ma=${copy.code}`)
  await expect(result(page).getByRole('heading', { name: 'Còn giá trị' })).toBeVisible()
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { name: 'Valid', exact: true })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await axe(page)
})

test('a withdrawn copy says by which decision', async ({ office, browserOf }) => {
  const copy = await sealed(office)
  const clerk = await office.api('clerk')
  const { version } = (await clerk.get(`/cases/${copy.id}`)).body as { version: number }
  const withdrawn = await clerk.send('POST', `/cases/${copy.id}/withdraw`, {
    version,
    number: '45/QĐ-UBND',
    date: new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10),
    reason: 'Chứng thực nhầm bản chính.',
  })
  expect(withdrawn.status, JSON.stringify(withdrawn.body)).toBe(200)
  const page = await (await browserOf('requester')).newPage()
  await page.goto(`${ORIGIN}/kiem-tra/?ma=${copy.code}`)
  await expect(result(page).getByRole('heading', { name: 'Đã bị hủy bỏ giá trị pháp lý' })).toBeVisible()
  await expect(result(page)).toContainText('45/QĐ-UBND')
  await expect(result(page).getByRole('button', { name: 'Gửi mã tải về' })).toBeHidden()
  await axe(page)
  await guide(page, 'kiem-tra-bi-huy-bo')
})

test('what is no code is said at the field, and an unknown one by the register', async ({ browserOf }) => {
  const page = await (await browserOf('requester', { width: 390, height: 844 })).newPage()
  await page.goto(`${ORIGIN}/kiem-tra/`)
  const field = page.getByLabel('Mã kiểm tra', { exact: true })
  await page.getByRole('button', { name: 'Kiểm tra', exact: true }).click()
  await expect(field).toBeFocused()
  await expect(field).toHaveAccessibleDescription(/Nhập mã kiểm tra ghi ở trang lời chứng/)
  await field.fill('7K3Q-9XZA')
  await field.press('Enter')
  await expect(field).toHaveAccessibleDescription(/mã vừa nhập có 8/)
  await axe(page)
  await field.fill('0000-0000-0000-0000')
  await field.press('Enter')
  await expect(result(page).getByRole('heading', { name: 'Không tìm thấy' })).toBeFocused()
  await axe(page)
})

test('a code that opens nothing is refused in words', async ({ office, browserOf }) => {
  const copy = await sealed(office)
  const page = await (await browserOf('requester')).newPage()
  await page.goto(`${ORIGIN}/kiem-tra/?ma=${copy.code}`)
  const downloads: Download[] = []
  page.on('download', (download) => downloads.push(download))
  await result(page).getByRole('button', { name: 'Gửi mã tải về' }).click()
  await expect(result(page).getByText('mã tải về được gửi đến địa chỉ')).toBeVisible()
  const digits = result(page).getByLabel('Mã tải về', { exact: true })
  await expect(digits).toBeFocused()
  await digits.fill('1234')
  await digits.press('Enter')
  await expect(digits).toHaveAccessibleDescription(/8 chữ số/)
  await digits.fill('00000000')
  await digits.press('Enter')
  await expect(result(page).getByRole('alert')).toBeFocused()
  await axe(page)
  await guide(page, 'kiem-tra-tai-ve')
  expect(downloads).toEqual([])
})

test('the code from the e-mail saves the copy, bit by bit, and the page stays', async ({
  office,
  browserOf,
}) => {
  const [released] = await office.cases('released')
  const address = released?.requester.email ?? ''
  const page = await (await browserOf('requester')).newPage()
  await page.goto(`${ORIGIN}/kiem-tra/?ma=${released?.check_code ?? ''}`)
  await result(page).getByRole('button', { name: 'Gửi mã tải về' }).click()
  const digits = result(page).getByLabel('Mã tải về', { exact: true })
  await expect(digits).toBeFocused()
  const sent = async () =>
    (await mailTo(address))
      .map(({ text }) => /\b\d{8}\b/.exec(text)?.[0])
      .findLast((code) => code !== undefined)
  await expect.poll(sent).toBeDefined()
  await digits.fill((await sent()) ?? '')
  const [download] = await Promise.all([page.waitForEvent('download'), digits.press('Enter')])
  expect(download.suggestedFilename()).toMatch(/^ban-sao-.*\.pdf$/)
  const verdicts = await pyHanko(await download.path())
  expect(verdicts.map(({ sound }) => sound)).toEqual([true, true])
  await expect(result(page).getByText('Mã này không dùng lại được nữa')).toBeVisible()
})
