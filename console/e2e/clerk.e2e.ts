/** A clerk numbers, seals and releases: what stops half-way goes on from there. */
import {
  axe,
  bounce,
  expect,
  fillSignIn,
  guide,
  mailTo,
  ORIGIN,
  pyHanko,
  test,
  type Office,
} from './fixtures'

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
  await expect(page.getByRole('button', { name: 'Đóng dấu', exact: true })).toHaveAttribute(
    'aria-disabled',
    'false',
  )
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

test('a copy that came back is sent again, and then to the corrected address', async ({ office, signIn }) => {
  const [one] = await office.cases('released')
  const id = one?.id ?? ''
  const old = one?.requester.email ?? ''
  const right = `dung-${id.toLowerCase()}@thu.example.vn`
  const clerk = await office.api('clerk')
  const sent = async () => {
    const ledger = (await clerk.get(`/cases/${id}/deliveries`)).body as {
      deliveries: {
        id: string
        about: string
        status: string
        to: string
        attempts: { message_id?: string }[]
      }[]
    }
    return ledger.deliveries
  }
  const cameBack = async () => {
    await expect.poll(async () => (await sent())[0]?.status).toBe('sent')
    const [line] = await sent()
    if (!line) throw new Error('nothing was sent')
    await bounce(office.agency, line)
  }
  await cameBack()
  const page = await signIn('clerk', '/gui-tra')
  const stuck = page.getByRole('table', { name: 'Cần xử lý' }).getByRole('row').filter({ hasText: old })
  await expect(stuck).toContainText('Bị trả lại')
  await expect(stuck).toContainText('Hỏi lại địa chỉ')
  await stuck.getByRole('button', { name: /^Gửi lại:/ }).click()
  await expect(page.getByText('Đã gửi lại.')).toBeVisible()
  await expect.poll(async () => (await mailTo(old)).length).toBe(2)

  await cameBack()
  await page.goto(`${ORIGIN}/gui-tra/${id}`)
  await fillSignIn(page, office.people.clerk)
  const lines = page.getByRole('table', { name: 'Kết quả gửi trả' }).getByRole('row')
  const open = page.getByRole('button', { name: /^Gửi tới địa chỉ khác:/ })
  await open.click()
  const dialog = page.getByRole('dialog', { name: 'Gửi tới địa chỉ khác' })
  const address = dialog.getByLabel('Thư điện tử đúng')
  await expect(address).toBeFocused()
  await address.press('Enter')
  await expect(address).toHaveAccessibleDescription('Nhập địa chỉ khác với địa chỉ cũ.')
  await address.fill('không có')
  await address.press('Enter')
  await expect(address).toHaveAttribute('aria-invalid', 'true')
  await axe(page)
  await address.fill(right)
  await guide(page, 'gui-dia-chi-khac')
  await address.press('Enter')
  await expect(page.getByText(`Đã gửi tới ${right}.`)).toBeVisible()
  await expect(lines.filter({ hasText: old })).toContainText('Đã gửi tới địa chỉ khác')
  await expect(lines.filter({ hasText: right })).toContainText('Đã gửi')
  await expect(open).toBeHidden()
  await axe(page)
  const [mail] = await mailTo(right)
  expect(mail?.attachments).toHaveLength(1)
  const verdicts = await pyHanko(Buffer.from(mail?.attachments[0]?.base64 ?? '', 'base64'))
  expect(verdicts.map(({ sound }) => sound)).toEqual([true, true])
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
