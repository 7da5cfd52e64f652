/** After each action there is one confirmation on the screen: of this action. */
import type { Page } from '@playwright/test'

import { expect, test, type Office } from './fixtures'

/** The confirmations in sight. */
const said = (page: Page) => page.getByRole('status').filter({ hasText: /(^|[.:] ?)Đã / })

async function only(page: Page, words: RegExp) {
  await expect(said(page).filter({ hasText: words })).toHaveCount(1)
  await expect(said(page)).toHaveCount(1)
}

const listed = (page: Page, id: string | undefined) =>
  page
    .getByRole('list', { name: 'Danh sách hồ sơ' })
    .getByRole('button', { name: `CT-${id?.slice(-8) ?? ''}` })

test('signing and then returning: the signature is not said any more', async ({ office, signIn }) => {
  const [first, second] = await office.cases('awaiting_signature', { count: 2 })
  const page = await signIn('signer', `/cho-ky/${first?.id ?? ''}`)
  const sign = page.getByRole('button', { name: /^Ký số/ })
  await expect(sign).toHaveAttribute('aria-disabled', 'false')
  await sign.click()
  await only(page, /Đã ký/)
  await listed(page, second?.id).click()
  await page.getByRole('button', { name: 'Từ chối…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio').first().check()
  await dialog.getByRole('textbox').fill('Bản scan mờ, quét lại.')
  await dialog.getByRole('button', { name: /Trả lại|Từ chối/ }).click()
  await only(page, /Đã trả lại hồ sơ “.*” của .* cho cán bộ tiếp nhận/)
})

test('a single release is confirmed, with where the copy goes', async ({ office, signIn }) => {
  const [one] = await office.cases('sealed')
  const page = await signIn('clerk', `/cho-dong-dau/${one?.id ?? ''}`)
  await page.getByRole('button', { name: /^Hoàn thành và chuyển/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Chuyển bản CTĐT' }).click()
  await expect(said(page)).toContainText(`Đã hoàn thành “${one?.original_name ?? ''}”`)
  await expect(said(page)).toContainText(one?.requester.email ?? '')
  await expect(said(page)).toHaveCount(1)
  // Another screen says nothing of it.
  await page.getByRole('link', { name: 'Quản lý sổ chứng thực' }).click()
  await expect(page.getByRole('heading', { name: 'Quản lý sổ chứng thực' })).toBeVisible()
  await expect(said(page)).toHaveCount(0)
})

test('a new official is said to be invited, and not shown as working', async ({ signIn }) => {
  const page = await signIn('admin', '/quan-tri/can-bo')
  await page.getByRole('button', { name: 'Thêm cán bộ' }).click()
  const dialog = page.getByRole('dialog')
  const username = `moi${Date.now().toString(36)}`
  await dialog.getByLabel('Họ và tên').fill('Đỗ Thị Mới')
  await dialog.getByLabel('Tên đăng nhập').fill(username)
  await dialog.getByLabel('Thư điện tử').fill('moi@coquan.example.vn')
  await dialog.getByLabel('Quyền tạo bản sao (cán bộ tư pháp)').check()
  await dialog.getByRole('button', { name: 'Lưu lại' }).click()
  await only(page, /Đã thêm Đỗ Thị Mới\. Thư mời với mật khẩu tạm được gửi đến moi@coquan\.example\.vn/)
  await expect(page.getByRole('row', { name: new RegExp(username) })).toContainText('Chờ đăng nhập lần đầu')
  await expect(page.getByRole('row', { name: new RegExp(username) })).not.toContainText('Đang làm việc')
})

async function bookFor(office: Office): Promise<{ id: string; slot: string }> {
  const officer = await office.api('officer')
  for (let ahead = 1; ahead < 8; ahead++) {
    const date = new Date(Date.now() + 7 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10)
    const { slots } = (await officer.get(`/slots?date=${date}`)).body as { slots: { slot: string }[] }
    if (slots.length < 3) continue
    const booked = await officer.send('POST', '/appointments', {
      requester: { name: 'Phạm Thị Hẹn', email: 'hen@thu.example.vn' },
      document_type: 'khac',
      slot: slots[0]?.slot,
    })
    return booked.body as { id: string; slot: string }
  }
  throw new Error('no free day in a week')
}

test('moving and then cancelling an appointment: one confirmation each', async ({ office, signIn }) => {
  const { id, slot } = await bookFor(office)
  const page = await signIn('officer', `/lich-hen/${id}?ngay=${slot.slice(0, 10)}`)
  await page.getByRole('button', { name: 'Dời lịch hẹn' }).click()
  const move = page.getByRole('dialog', { name: 'Dời lịch hẹn' })
  await move.getByRole('radio').nth(1).check()
  await move.getByLabel('Lý do').fill('Cán bộ họp đột xuất.')
  await move.getByRole('button', { name: 'Đặt lại lịch hẹn' }).click()
  await only(page, /Đã đặt lại lịch hẹn của Phạm Thị Hẹn/)
  await page.getByRole('button', { name: 'Hủy lịch hẹn' }).click()
  const cancel = page.getByRole('dialog', { name: 'Hủy lịch hẹn' })
  await cancel.getByLabel('Lý do').fill('Người yêu cầu báo bận.')
  await cancel.getByRole('button', { name: 'Hủy lịch hẹn' }).click()
  await only(page, /Đã hủy lịch hẹn của Phạm Thị Hẹn/)
})

test('extending, resuming and cancelling a case: one confirmation each', async ({ office, signIn }) => {
  const [returned, draft] = [...(await office.cases('returned')), ...(await office.cases('draft'))]
  const page = await signIn('officer', `/tu-choi/${returned?.id ?? ''}`)
  await page.getByRole('button', { name: 'Kéo dài thời hạn' }).click()
  const extend = page.getByRole('dialog', { name: 'Kéo dài thời hạn trả kết quả' })
  await extend.getByLabel(/^Căn cứ/).selectOption('Bản chính có nhiều trang')
  await extend.getByRole('button', { name: 'Kéo dài thời hạn' }).click()
  await only(page, /Đã kéo dài thời hạn của “.*”: hẹn trả lúc/)
  await page.getByRole('button', { name: /^Xử lý tiếp/ }).click()
  await expect(page.getByText('Hồ sơ đã được mở lại để xử lý tiếp')).toBeVisible()
  await expect(page.getByText(/Đã kéo dài thời hạn/)).toHaveCount(0)
  await page.getByRole('link', { name: 'Hồ sơ đang tiếp nhận' }).click()
  await listed(page, draft?.id).click()
  await page.getByRole('button', { name: 'Hủy hồ sơ' }).click()
  const cancel = page.getByRole('dialog', { name: 'Hủy hồ sơ này?' })
  await cancel.getByRole('button', { name: 'Hủy hồ sơ' }).click()
  await only(page, /Đã hủy hồ sơ “.*” của/)
})

test('settings of the agency: the last act alone is confirmed', async ({ signIn }) => {
  const page = await signIn('admin', '/quan-tri/le-phi')
  const year = new Date().getFullYear() + 1
  await page.getByRole('button', { name: 'Thêm mức lệ phí' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Áp dụng từ ngày').fill(`1/3/${year}`)
  for (const [label, value] of [
    ['Mỗi trang đầu (đồng)', '1000'],
    ['Mỗi trang sau (đồng)', '500'],
    ['Cao nhất một bản (đồng)', '100000'],
    ['Căn cứ', 'Nghị quyết 01/2026/NQ-HĐND'],
  ] as const)
    await dialog.getByLabel(label).fill(value)
  await dialog.getByRole('button', { name: 'Lưu lại' }).click()
  await only(page, new RegExp(`Đã lưu mức lệ phí từ ngày 01/03/${year}`))
  await page.getByRole('button', { name: `Xóa 01/03/${year}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Xóa' }).click()
  await only(page, new RegExp(`Đã xóa mức lệ phí từ ngày 01/03/${year}`))
})
