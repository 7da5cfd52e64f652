/** The officer's day at the counter: a walk-in by mouse and by keyboard alone, bad files, a lost network, a returned case. */
import type { Page } from '@playwright/test'

import type { Case } from '../src/api/types'
import { axe, expect, guide, test, type Office, type Role } from './fixtures'
import { damaged, named, scan } from './scans'

const fileInput = (page: Page) => page.getByTestId('scan-file')
const submit = (page: Page) => page.getByRole('button', { name: /^Trình ký/ })

/** The cases of a list, and one case, as somebody reads them from the API. */
async function waiting(office: Office, role: Role): Promise<Case[]> {
  const answer = await (await office.api(role)).get('/cases?state=awaiting_signature&limit=100')
  return (answer.body as { cases: Case[] }).cases
}

async function read(office: Office, id: string | undefined): Promise<Case> {
  return (await (await office.api('officer')).get(`/cases/${id ?? ''}`)).body as Case
}

async function chooseType(page: Page) {
  await page.getByRole('combobox', { name: 'Loại giấy tờ' }).click()
  await page.getByRole('option', { name: 'Bằng tốt nghiệp' }).click()
}

/** Fills in person and type, as a mouse does it. */
async function begin(page: Page, number: string, name: string) {
  await page.getByLabel('CMND/CCCD hoặc MST').fill(number)
  await page.getByRole('button', { name: 'Tìm kiếm' }).click()
  await expect(page.getByRole('group', { name: 'Người yêu cầu' }).getByText(name)).toBeVisible()
  await chooseType(page)
}

test('a walk-in is taken in by mouse and submitted, and the next paper keeps the person', async ({
  office,
  signIn,
}) => {
  const page = await signIn('officer', '/them-moi')
  await expect(page.getByLabel('CMND/CCCD hoặc MST')).toBeFocused()
  await axe(page)
  await guide(page, 'them-moi')
  await begin(page, office.account.number, office.account.name)
  await page.getByLabel('Số bản sao').fill('2')
  await fileInput(page).setInputFiles(named('bang.pdf', scan({ pages: 3, dpi: 150 })))
  await expect(page.getByText('Đã nhận: 3 trang')).toBeVisible()
  await expect(page.getByText('Có trang dưới 200 dpi')).toBeVisible()
  await expect(page.getByText('10.000 đ')).toBeVisible() // (2·2.000 + 1.000) a copy
  await expect(page.getByRole('img', { name: 'Trang 1' })).toBeVisible()
  await axe(page)
  await guide(page, 'them-moi-day-du')
  await submit(page).click()
  await expect(page.getByText(`Đã trình ký “Bằng tốt nghiệp” của ${office.account.name}`)).toBeVisible()
  await guide(page, 'da-trinh-ky')
  await page.getByRole('button', { name: 'Thêm giấy tờ cùng người' }).click()
  await expect(
    page.getByRole('group', { name: 'Người yêu cầu' }).getByText(office.account.name),
  ).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Loại giấy tờ' })).toHaveValue('')
  expect(await waiting(office, 'signer')).toMatchObject([
    { requester: { account: office.account.id }, copies: 2, scan: { pages: 3 }, fee: 10_000 },
  ])
})

test('a walk-in is taken in by keyboard alone', async ({ office, signIn }) => {
  const page = await signIn('officer', '/them-moi')
  const { keyboard } = page
  // Waited for from the beginning: the browser has to be told that no window of the system's is wanted.
  const choosing = page.waitForEvent('filechooser', { timeout: 120_000 })
  await expect(page.getByLabel('CMND/CCCD hoặc MST')).toBeFocused()
  await keyboard.type(office.account.number)
  await keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: 'Loại giấy tờ' })).toBeFocused()
  await keyboard.type('bang tot')
  await expect(page.getByRole('option', { name: 'Bằng tốt nghiệp' })).toBeVisible()
  await keyboard.press('Enter')
  await expect(page.getByLabel('Tên của bản chính')).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.getByLabel('Số bản sao')).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.getByLabel('Miễn, giảm phí')).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Chọn tệp PDF…' })).toBeFocused()
  await keyboard.press('Enter')
  await (await choosing).setFiles(named('bang.pdf', scan()))
  await expect(page.getByText('Đã nhận: 1 trang')).toBeVisible()
  await keyboard.press('Control+Enter')
  await expect(page.getByText('Đã trình ký')).toBeVisible()
  await expect(page.getByLabel('CMND/CCCD hoặc MST')).toBeFocused()
})

test('without an account, name and e-mail are enough', async ({ office, signIn }) => {
  const page = await signIn('officer', '/them-moi')
  await page.getByLabel('Đối tượng không có tài khoản DVCQG').check()
  await page.getByLabel('Họ và tên').fill('Lê Thị Mẫu')
  await page.getByLabel('E-mail').fill('mau@thu.example.vn')
  await chooseType(page)
  await fileInput(page).setInputFiles(named('bang.pdf', scan()))
  await expect(page.getByText('Đã nhận: 1 trang')).toBeVisible()
  await submit(page).click()
  await expect(page.getByText('Đã trình ký')).toBeVisible()
  expect((await waiting(office, 'officer')).map(({ requester }) => requester)).toContainEqual({
    name: 'Lê Thị Mẫu',
    email: 'mau@thu.example.vn',
  })
})

test('what is no scan is refused with its cause, before or after the upload', async ({ office, signIn }) => {
  const page = await signIn('officer', '/them-moi')
  const refusal = page.locator('#scan-error')
  await begin(page, office.account.number, office.account.name)
  await fileInput(page).setInputFiles(named('anh.pdf', Buffer.from('GIF89a')))
  await expect(refusal).toContainText('“anh.pdf” không phải tệp PDF')
  await fileInput(page).setInputFiles(named('to.pdf', Buffer.alloc(31_457_281, '%PDF-1.7')))
  await expect(refusal).toContainText('quá 30 MB')
  await axe(page)
  await guide(page, 'tep-khong-hop-le')
  await fileInput(page).setInputFiles(named('khoa.pdf', scan({ encrypted: true })))
  await expect(refusal).toContainText('Tệp cần mật khẩu để mở')
  await fileInput(page).setInputFiles(named('hong.pdf', damaged()))
  await expect(refusal).toContainText('Tệp thiếu phần cuối')
  await fileInput(page).setInputFiles(named('dung.pdf', scan()))
  await expect(page.getByText('Đã nhận: 1 trang')).toBeVisible()
  await expect(refusal).toBeHidden()
})

test('an upload goes on by itself after the network was lost', async ({ office, signIn, expectErrors }) => {
  const page = await signIn('officer', '/them-moi')
  expectErrors(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load/)
  await begin(page, office.account.number, office.account.name)
  const line = await page.context().newCDPSession(page)
  await line.send('Network.enable')
  const network = (offline: boolean, uploadThroughput: number) =>
    line.send('Network.emulateNetworkConditions', {
      offline,
      latency: 20,
      downloadThroughput: -1,
      uploadThroughput,
    })
  await network(false, 200_000)
  await fileInput(page).setInputFiles(named('dai.pdf', scan({ padding: 4_000_000 })))
  await expect(page.getByText(/Đang tải lên [1-9]\d* %/)).toBeVisible()
  await network(true, -1)
  await expect(page.getByText('Mất kết nối. Sẽ tự tải tiếp')).toBeVisible()
  await network(false, -1)
  await expect(page.getByText('Đã nhận: 1 trang')).toBeVisible()
})

test('on a slow line the screen says what it waits for and how far it is, to the end', async ({
  office,
  signIn,
}) => {
  const page = await signIn('officer', '/lich-hen')
  const line = await page.context().newCDPSession(page)
  await line.send('Network.enable')
  // Slow 3G, as the browser's own tools have it.
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: 50_000,
    uploadThroughput: 50_000,
  })
  await page.getByRole('link', { name: 'Thêm mới bản sao từ bản chính' }).click()
  await expect(page.getByLabel('CMND/CCCD hoặc MST')).toBeFocused()
  await begin(page, office.account.number, office.account.name)
  await fileInput(page).setInputFiles(named('cham.pdf', scan({ padding: 400_000 })))
  const share = page.getByText(/^Đang tải lên \d+ %/)
  const percent = async () => Number(/\d+/.exec((await share.textContent()) ?? '')?.[0])
  await expect(share).toBeVisible()
  const early = await percent()
  await expect.poll(percent, { message: 'the share grows while it is sent' }).toBeGreaterThan(early)
  await expect(page.getByText('Đang mở tài liệu…')).toBeVisible()
  await expect(page.getByText('Đã nhận: 1 trang')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('img', { name: 'Trang 1' })).toBeVisible({ timeout: 90_000 })
  await submit(page).click()
  await expect(page.getByText('Đã trình ký')).toBeVisible()
  await expect(page.getByText(/^Đang (tải|mở|kiểm tra)/)).toHaveCount(0)
})

test("another counter's change is said, and nothing typed is lost", async ({ office, signIn }) => {
  const [draft] = await office.cases('draft')
  const page = await signIn('officer', `/them-moi/${draft?.id ?? ''}`)
  const copies = page.getByLabel('Số bản sao')
  await expect(copies).toHaveValue(String(draft?.copies))
  const other = await office.api('second-officer')
  const { version } = await read(office, draft?.id)
  await other.send('PATCH', `/cases/${draft?.id ?? ''}`, { copies: 9, version })
  await expect(page.getByText('Người khác vừa sửa hồ sơ này')).toBeVisible()
  await expect(copies).toHaveValue(String(draft?.copies))
  await axe(page)
  await page.getByRole('button', { name: 'Lấy thông tin vừa lưu' }).click()
  await expect(copies).toHaveValue('9')
})

test('a draft is gone on with from its list, or cancelled', async ({ office, signIn }) => {
  const drafts = await office.cases('draft', { count: 2 })
  const page = await signIn('officer', `/dang-tiep-nhan/${drafts[0]?.id ?? ''}`)
  await axe(page)
  await guide(page, 'dang-tiep-nhan')
  await page.getByRole('button', { name: 'Làm tiếp' }).click()
  await expect(page.getByRole('heading', { name: 'Tiếp nhận hồ sơ' })).toBeVisible()
  await page.getByRole('link', { name: 'Hồ sơ đang tiếp nhận' }).click()
  await page
    .getByRole('list', { name: 'Danh sách hồ sơ' })
    .getByRole('button', { name: `CT-${drafts[1]?.id.slice(-8) ?? ''}` })
    .click()
  await page.getByRole('button', { name: 'Hủy hồ sơ' }).click()
  const dialog = page.getByRole('dialog', { name: 'Hủy hồ sơ này?' })
  await dialog.getByLabel('Lý do hủy').fill('Người yêu cầu rút hồ sơ.')
  await dialog.getByRole('button', { name: 'Hủy hồ sơ' }).click()
  await expect(dialog).toBeHidden()
  expect((await read(office, drafts[1]?.id)).state).toBe('cancelled')
})

test('the slip of return is printed and the time limit extended where the case waits', async ({
  office,
  signIn,
}) => {
  const [draft] = await office.cases('draft')
  const [returned] = await office.cases('returned')
  const page = await signIn('officer', `/dang-tiep-nhan/${draft?.id ?? ''}`)
  const [slip] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: 'In phiếu hẹn' }).click(),
  ])
  await slip.waitForURL(/exports/)
  await slip.close()
  await page.getByRole('link', { name: 'Hồ sơ bị từ chối' }).click()
  await page
    .getByRole('list', { name: 'Danh sách hồ sơ' })
    .getByRole('button', { name: `CT-${returned?.id.slice(-8) ?? ''}` })
    .click()
  await expect(page.getByRole('button', { name: 'In phiếu hẹn' })).toBeVisible()
  await page.getByRole('button', { name: 'Kéo dài thời hạn' }).click()
  const dialog = page.getByRole('dialog', { name: 'Kéo dài thời hạn trả kết quả' })
  await dialog.getByRole('button', { name: 'Kéo dài thời hạn' }).click()
  await expect(dialog).toContainText('Hãy chọn căn cứ.')
  await axe(page)
  await dialog.getByLabel(/^Căn cứ/).selectOption('Bản chính có nhiều trang')
  await dialog.getByRole('button', { name: 'Kéo dài thời hạn' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Kéo dài thời hạn' })).toBeHidden()
  expect((await read(office, returned?.id)).extension).toMatchObject({ days: 1 })
})

test('a returned case shows its reason, takes another scan, and goes back to the leader', async ({
  office,
  signIn,
}) => {
  const [one] = await office.cases('awaiting_signature')
  const signer = await office.api('signer')
  await signer.send('POST', `/cases/${one?.id ?? ''}/return`, {
    code: 'illegible',
    text: 'Trang 2 mờ, quét lại ở 300 dpi.',
    version: one?.version,
  })
  const page = await signIn('officer', `/tu-choi/${one?.id ?? ''}`)
  await expect(page.getByText('Trang 2 mờ, quét lại ở 300 dpi.')).toBeVisible()
  await axe(page)
  await guide(page, 'bi-tu-choi')
  await page.getByRole('button', { name: /^Xử lý tiếp/ }).click()
  await expect(page.getByText('Trang 2 mờ, quét lại ở 300 dpi.')).toBeVisible()
  await page.getByLabel('Tên của bản chính').fill('Bằng tốt nghiệp, bản quét lại')
  await fileInput(page).setInputFiles(named('lai.pdf', scan({ pages: 2, dpi: 300 })))
  await expect(page.getByText('Đã nhận: 2 trang')).toBeVisible()
  await axe(page)
  await guide(page, 'xu-ly-tiep')
  await submit(page).click()
  await expect(page.getByText('Đã trình ký “Bằng tốt nghiệp, bản quét lại”')).toBeVisible()
  expect(await read(office, one?.id)).toMatchObject({
    state: 'awaiting_signature',
    scan: { pages: 2, state: 'ready' },
  })
})
