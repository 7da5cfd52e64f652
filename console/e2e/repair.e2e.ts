/** A scan that was repaired when it arrived: compared with the paper, confirmed, submitted, and seen by everybody after. */
import type { Page } from '@playwright/test'

import type { Case } from '../src/api/types'
import { axe, expect, guide, test, type Office } from './fixtures'
import { named, scan } from './scans'

const ACTIONS = 'Đã bỏ mã lệnh, thao tác tự chạy và liên kết ra ngoài.'

const fileInput = (page: Page) => page.getByTestId('scan-file')
const submit = (page: Page) => page.getByRole('button', { name: /^Trình ký/ })
const notice = (page: Page) => page.getByRole('note', { name: 'Đã làm sạch' })
const confirm = (page: Page) => page.getByRole('button', { name: 'Khớp với bản chính giấy' })

async function begin(page: Page, { account }: Office) {
  await page.getByLabel('CMND/CCCD hoặc MST').fill(account.number)
  await page.getByRole('button', { name: 'Tìm kiếm' }).click()
  await expect(page.getByRole('group', { name: 'Người yêu cầu' }).getByText(account.name)).toBeVisible()
  await page.getByRole('combobox', { name: 'Loại giấy tờ' }).click()
  await page.getByRole('option', { name: 'Bằng tốt nghiệp' }).click()
}

async function last(office: Office): Promise<Case> {
  const answer = await (
    await office.api('officer')
  ).get('/cases?state=awaiting_signature&order=newest&limit=1')
  const [one] = (answer.body as { cases: Case[] }).cases
  if (!one) throw new Error('no case awaits a signature')
  return one
}

test('a repaired scan is compared with the paper and confirmed before it is submitted', async ({
  office,
  signIn,
}) => {
  const page = await signIn('officer', '/them-moi')
  await begin(page, office)
  await fileInput(page).setInputFiles(named('bang.pdf', scan({ pages: 2, scripted: true })))
  await expect(page.getByText('Đã nhận: 2 trang')).toBeVisible()
  await expect(notice(page)).toContainText(ACTIONS)
  await expect(
    page.getByText('So bản đã làm sạch với bản chính giấy và xác nhận khớp trước đã.'),
  ).toBeVisible()

  const which = page.getByRole('radiogroup', { name: 'Bản đang xem' })
  await expect(which.getByRole('radio', { name: 'Bản đã làm sạch' })).toBeChecked()
  await expect(page.getByRole('img', { name: 'Trang 1' })).toBeVisible()
  await which.getByText('Tệp đã tải lên').click()
  await expect(page.getByRole('region', { name: 'Tệp đã tải lên' })).toBeVisible()
  await expect(page.getByRole('img', { name: 'Trang 1' })).toBeVisible()
  await which.getByText('Bản đã làm sạch').click()
  await expect(page.getByRole('img', { name: 'Trang 1' })).toBeVisible()
  await axe(page)
  await guide(page, 'da-lam-sach')

  // By keyboard: what is missing is found by the shortcut, and done by Enter.
  await page.keyboard.press('Control+Enter')
  await expect(confirm(page)).toBeFocused()
  await page.keyboard.press('Enter')
  const said = `${office.people.officer.name} xác nhận khớp với bản chính giấy lúc`
  await expect(notice(page)).toContainText(said)
  await expect(confirm(page)).toBeHidden()
  await axe(page)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Đã trình ký “Bằng tốt nghiệp”')).toBeVisible()

  const one = await last(office)
  const leader = await signIn('signer', `/cho-ky/${one.id}`)
  const pane = leader.locator('dl').filter({ hasText: 'Đã làm sạch' })
  await expect(pane).toContainText(ACTIONS)
  await expect(pane).toContainText(said)
})

test('everybody finds both files, what was changed and who confirmed it', async ({ office, signIn }) => {
  const page = await signIn('officer', '/them-moi')
  await begin(page, office)
  await fileInput(page).setInputFiles(named('bang.pdf', scan({ scripted: true })))
  await confirm(page).click()
  await expect(notice(page)).toContainText('xác nhận khớp với bản chính giấy lúc')
  await submit(page).click()
  await expect(page.getByText('Đã trình ký “Bằng tốt nghiệp”')).toBeVisible()

  const one = await last(office)
  const found = await signIn('clerk', `/tra-cuu/${one.id}`)
  await expect(found.locator('dl').first()).toContainText(ACTIONS)
  await expect(found.getByRole('button', { name: /^Tải/ })).toBeVisible()
  await found.getByRole('radiogroup', { name: 'Tài liệu' }).getByText('Tệp đã tải lên').click()
  await expect(found.getByRole('img', { name: 'Trang 1' })).toBeVisible()
  // It may hold what was removed, so that it is not handed out.
  await expect(found.getByRole('button', { name: /^Tải/ })).toHaveCount(0)
  await axe(found)
  await found.getByRole('button', { name: 'Lịch sử hồ sơ' }).click()
  const history = found.getByRole('region', { name: 'Lịch sử hồ sơ' })
  await expect(history).toContainText('Hệ thống làm sạch bản scan')
  await expect(history).toContainText(
    `${office.people.officer.name} xác nhận bản scan khớp với bản chính giấy`,
  )
  await expect(history).toContainText(`SHA-256 của tệp tải lên: ${one.scan?.repair?.uploaded_sha256}`)
  await expect(history).toContainText(`SHA-256 của bản đã làm sạch: ${one.scan?.sha256}`)
})

test('another scan asks for its own confirmation', async ({ office, signIn }) => {
  const page = await signIn('officer', '/them-moi')
  await begin(page, office)
  await fileInput(page).setInputFiles(named('mot.pdf', scan({ scripted: true })))
  await confirm(page).click()
  await expect(notice(page)).toContainText('xác nhận khớp với bản chính giấy lúc')
  await fileInput(page).setInputFiles(named('hai.pdf', scan({ pages: 2, scripted: true })))
  await expect(page.getByText('Đã nhận: 2 trang')).toBeVisible()
  await expect(notice(page)).toContainText('Chưa có ai xác nhận khớp với bản chính giấy.')
  await expect(confirm(page)).toBeVisible()
  // A sound one needs none.
  await fileInput(page).setInputFiles(named('ba.pdf', scan({ pages: 3 })))
  await expect(page.getByText('Đã nhận: 3 trang')).toBeVisible()
  await expect(notice(page)).toBeHidden()
  await submit(page).click()
  await expect(page.getByText('Đã trình ký “Bằng tốt nghiệp”')).toBeVisible()
})
