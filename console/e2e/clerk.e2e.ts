/** A clerk numbers, seals and releases: what stops half-way goes on from there. */
import { axe, expect, guide, mailTo, pyHanko, test, type Office } from './fixtures'

const MAIN = /Hoàn thành và chuyển bản CTĐT/
/** A seal takes several calls, and the machine may build beside the tests. */
const PATIENT = { timeout: 120_000 }

async function sealedCopy(office: Office, id: string): Promise<Uint8Array> {
  const answer = await (await office.api('clerk')).get(`/cases/${id}/document?version=sealed`)
  const link = answer.body as { url: string }
  return new Uint8Array(await (await fetch(link.url)).arrayBuffer())
}

test('numbers, seals and releases a copy, and the requester gets it', async ({ office, signIn }) => {
  const [one] = await office.cases('signed')
  if (!one) throw new Error('no case')
  const page = await signIn('clerk', `/cho-dong-dau/${one.id}`)
  await expect(page.getByText('Số tiếp theo: 1/ĐT')).toBeVisible()
  await expect(page.getByRole('img', { name: 'Trang 2' })).toBeVisible()
  await axe(page)
  await guide(page, 'cho-dong-dau')

  await page.getByRole('button', { name: 'Cấp số và đóng dấu', exact: true }).click()
  const asked = page.getByRole('dialog', { name: 'Cấp số 1/ĐT?' })
  await expect(asked).toContainText('không lấy lại được')
  await axe(page)
  await guide(page, 'cap-so')
  await asked.getByRole('button', { name: 'Cấp số và đóng dấu' }).click()

  await expect(page.getByText(/^Đã đóng dấu, đã kiểm tra chữ ký · Phạm Thị Ví Dụ/)).toBeVisible(PATIENT)
  await expect(page.getByRole('img', { name: 'Trang 2' })).toBeVisible()
  await axe(page)
  await guide(page, 'da-dong-dau')
  const verdicts = await pyHanko(await sealedCopy(office, one.id))
  expect(verdicts.map(({ sound }) => sound)).toEqual([true, true])

  await page.keyboard.press('Control+Enter')
  const release = page.getByRole('dialog', { name: 'Chuyển bản chứng thực điện tử?' })
  await expect(release).toContainText(one.requester.email ?? '')
  await guide(page, 'tra-ket-qua')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Chọn một hồ sơ trong danh sách để xem và xử lý.')).toBeVisible()
  await expect
    .poll(async () => (await mailTo(one.requester.email ?? '')).map(({ attachments }) => attachments.length))
    .toEqual([1])
})

test('goes on from a number that another counter has issued meanwhile', async ({ office, signIn }) => {
  const [one] = await office.cases('signed')
  if (!one) throw new Error('no case')
  const page = await signIn('clerk', `/cho-dong-dau/${one.id}`)
  const chosen = page.getByRole('button', { name: 'Chỉ cấp số' })
  await expect(chosen).toBeVisible()
  const clerk = await office.api('clerk')
  const answer = await clerk.get('/books')
  const [book] = (answer.body as { books: { id: string; next_text: string }[] }).books
  await clerk.send('POST', `/cases/${one.id}/number`, { book: book?.id })
  await expect(page.getByRole('button', { name: 'Đóng dấu', exact: true })).toBeVisible()
  await expect(page.getByText(`Đã cấp số ${book?.next_text ?? ''}`)).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('button', { name: MAIN })).toBeVisible(PATIENT)
})

test('says that the signing service is missing, and goes on when it appears', async ({ office, signIn }) => {
  const [one] = await office.cases('numbered')
  if (!one) throw new Error('no case')
  const { desk } = await office.computer('clerk')
  await desk.stop()
  const page = await signIn('clerk', `/cho-dong-dau/${one.id}`)
  await expect(
    page.getByRole('status').filter({ hasText: 'Chưa thấy dịch vụ ký trên máy này' }),
  ).toBeVisible()
  const seal = page.getByRole('button', { name: 'Đóng dấu', exact: true })
  await expect(seal).toHaveAttribute('aria-disabled', 'true')
  await axe(page)
  await guide(page, 'chua-co-dich-vu-ky')
  await desk.start()
  await expect(seal).toHaveAttribute('aria-disabled', 'false')
  await seal.click()
  await expect(page.getByRole('button', { name: MAIN })).toBeVisible(PATIENT)
})

test('a sealed copy is withdrawn by decision', async ({ office, signIn }) => {
  const [one] = await office.cases('released')
  if (!one) throw new Error('no case')
  const page = await signIn('clerk', `/gui-tra/${one.id}`)
  await expect(page.getByRole('table', { name: 'Kết quả gửi trả' })).toContainText('Trả bản CTĐT')
  await axe(page)
  await guide(page, 'ket-qua-gui-tra')
  await page.getByRole('button', { name: 'Hủy bỏ giá trị pháp lý…' }).click()
  const dialog = page.getByRole('dialog')
  const act = dialog.getByRole('button', { name: 'Hủy bỏ giá trị pháp lý' })
  await act.click()
  await expect(dialog.getByLabel('Số quyết định')).toBeFocused()
  await dialog.getByLabel('Số quyết định').fill('45/QĐ-UBND')
  await dialog.getByLabel('Lý do').fill('Chứng thực nhầm bản chính của người khác.')
  await dialog.getByLabel('Ngày quyết định').fill('01/01/2020')
  await act.click()
  await expect(dialog.getByLabel('Ngày quyết định')).toHaveAttribute('aria-invalid', 'true')
  await axe(page)
  await guide(page, 'huy-bo')
  await dialog.getByLabel('Ngày quyết định').fill(today())
  await act.click()
  await expect(page.getByText('Đã hủy bỏ giá trị pháp lý theo Quyết định số 45/QĐ-UBND')).toBeVisible()
  await expect(page.getByRole('table')).toContainText('Báo hủy bỏ giá trị pháp lý')
})

function isoToday(): string {
  return new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
}

function today(): string {
  return isoToday().split('-').reverse().join('/')
}
