/** The register books: add, edit, delete, view, export, print, prove and close. */
import { inflateRawSync } from 'node:zlib'

import { axe, expect, guide, test, type Office } from './fixtures'

const YEAR = isoToday().slice(0, 4)
const NAME = `Sổ chứng thực bản sao điện tử năm ${YEAR}`

async function bookOf(office: Office): Promise<string> {
  const answer = await (await office.api('clerk')).get('/books')
  const [book] = (answer.body as { books: { id: string }[] }).books
  return book?.id ?? ''
}

test('adds, edits and deletes a book, with what is wrong at its field', async ({ signIn }) => {
  const page = await signIn('clerk', '/so')
  await expect(page.getByRole('table', { name: 'Các sổ chứng thực' })).toBeVisible()
  await axe(page)
  await guide(page, 'so-chung-thuc')
  await page.getByRole('button', { name: 'Thêm mới' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Sổ mới nối tiếp sổ đó')).toBeVisible() // the year has an electronic one
  await dialog.getByRole('radio', { name: 'Giấy' }).check()
  await dialog.getByLabel('Tên sổ chứng thực').fill('')
  await dialog.getByLabel('Số bắt đầu sổ').fill('12a')
  await dialog.getByLabel('Ngày đóng sổ').fill('1/1/2020')
  await dialog.getByRole('button', { name: 'Lưu lại' }).click()
  await expect(dialog.getByLabel('Tên sổ chứng thực')).toBeFocused()
  await expect(dialog.getByLabel('Tên sổ chứng thực')).toHaveAccessibleDescription('Hãy nhập mục này.')
  await expect(dialog.getByLabel('Số bắt đầu sổ')).toHaveAccessibleDescription(/từ 1 đến 99.999.999/)
  await expect(dialog.getByLabel('Ngày đóng sổ')).toHaveAccessibleDescription(/từ ngày mở sổ/)
  await axe(page)
  await dialog.getByLabel('Tên sổ chứng thực').fill('Sổ giấy số 2')
  await dialog.getByLabel('Số bắt đầu sổ').fill('501')
  await dialog.getByLabel('Ngày đóng sổ').fill(`31/12/${YEAR}`)
  await guide(page, 'them-so')
  await dialog.getByRole('button', { name: 'Lưu lại' }).click()
  await expect(page.getByText('Đã lưu “Sổ giấy số 2”.')).toBeVisible()
  const line = page.getByRole('row', { name: /Sổ giấy số 2/ })
  await expect(line).toContainText('501')

  await line.getByRole('button', { name: 'Chỉnh sửa Sổ giấy số 2' }).click()
  await dialog.getByLabel('Tên sổ chứng thực').fill('Sổ giấy số 3')
  // What only the API knows is said at its field too.
  await dialog.getByLabel('Ngày mở sổ').fill('1/1/2020')
  await dialog.getByLabel('Ngày đóng sổ').fill('31/12/2020')
  await dialog.getByRole('button', { name: 'Lưu lại' }).click()
  await expect(dialog.getByLabel('Ngày mở sổ')).toHaveAccessibleDescription(/không chuyển sang năm khác/)
  await dialog.getByLabel('Ngày mở sổ').fill(`2/1/${YEAR}`)
  await dialog.getByLabel('Ngày đóng sổ').fill(`31/12/${YEAR}`)
  await guide(page, 'sua-so')
  await dialog.getByRole('button', { name: 'Lưu lại' }).click()
  await expect(page.getByRole('row', { name: /Sổ giấy số 3/ })).toContainText(`02/01/${YEAR}`)

  await page.getByRole('button', { name: 'Xóa Sổ giấy số 3' }).click()
  await guide(page, 'xoa-so')
  await dialog.getByRole('button', { name: 'Xóa' }).click()
  await expect(page.getByText('Đã xóa “Sổ giấy số 3”.')).toBeVisible()
  await expect(page.getByRole('row', { name: /Sổ giấy số 3/ })).toBeHidden()
})

test("a book for next year gets next year's defaults, and another year in its name is asked about", async ({
  signIn,
}) => {
  const next = Number(YEAR) + 1
  const page = await signIn('clerk', '/so')
  await page.getByRole('button', { name: 'Thêm mới' }).click()
  const dialog = page.getByRole('dialog', { name: 'Thêm mới sổ chứng thực' })
  await dialog.getByRole('radio', { name: 'Giấy' }).check()
  await dialog.getByLabel('Ngày mở sổ').fill(`1/1/${next}`)
  await expect(dialog.getByLabel('Tên sổ chứng thực')).toHaveValue(`Sổ chứng thực bản sao năm ${next}`)
  await expect(dialog.getByLabel('Số bắt đầu sổ')).toHaveValue('1')
  await expect(dialog.getByLabel('Ngày đóng sổ')).toHaveValue(`31/12/${next}`)
  await dialog.getByRole('radio', { name: 'Điện tử' }).check()
  await expect(dialog.getByLabel('Tên sổ chứng thực')).toHaveValue(
    `Sổ chứng thực bản sao điện tử năm ${next}`,
  )
  await expect(dialog.getByLabel('Số bắt đầu sổ')).toHaveValue('1')
  await dialog.getByRole('radio', { name: 'Giấy' }).check()
  await dialog.getByLabel('Tên sổ chứng thực').fill(`Sổ giấy năm ${YEAR}`)
  await dialog.getByRole('button', { name: 'Lưu lại' }).click()
  const question = page.getByRole('dialog', { name: 'Tên sổ ghi năm khác?' })
  await expect(question).toContainText(`Tên “Sổ giấy năm ${YEAR}” không ghi năm ${next}`)
  await question.getByRole('button', { name: 'Bỏ qua' }).click()
  await expect(question).toBeHidden()
  await expect(page.getByRole('row', { name: new RegExp(`Sổ giấy năm ${YEAR}`) })).toHaveCount(0)
  await dialog.getByLabel('Tên sổ chứng thực').fill(`Sổ giấy năm ${next}`)
  await dialog.getByRole('button', { name: 'Lưu lại' }).click()
  await expect(page.getByText(`Đã lưu “Sổ giấy năm ${next}”.`)).toBeVisible()
  await expect(page.getByRole('row', { name: new RegExp(`Sổ giấy năm ${next}`) })).toContainText(
    `31/12/${next}`,
  )
})

test('shows, exports, prints and proves a book; a book with numbers is not deleted', async ({
  office,
  signIn,
}) => {
  const [first, second] = await office.cases('numbered', { count: 2 })
  const page = await signIn('clerk', '/so')
  const remove = page.getByRole('button', { name: `Xóa ${NAME}` })
  await expect(remove).toHaveAttribute('aria-disabled', 'true')
  await expect(remove).toHaveAccessibleDescription(/Sổ đã cấp số, nên không xóa được/)
  await page.getByRole('link', { name: NAME }).click()
  const table = page.getByRole('table', { name: 'Các số đã cấp trong sổ' })
  await expect(table).toContainText(first?.requester.name ?? '')
  await expect(table.getByRole('row')).toHaveCount(3)
  await expect(table.getByRole('link', { name: second?.number?.text ?? '' })).toBeVisible()

  await page.getByRole('button', { name: 'Kiểm tra sổ' }).click()
  await expect(page.getByText(/Các số liên tục từ 1 đến 2: 2 số, không thiếu số/)).toBeVisible()
  await axe(page)
  await guide(page, 'xem-so')

  await page.getByRole('button', { name: 'Xuất Excel' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Từ ngày').fill('1/1/2020')
  await dialog.getByLabel('Đến ngày').fill('2/1/2020')
  await dialog.getByRole('button', { name: 'Xuất Excel' }).click()
  await expect(dialog.getByLabel('Đến ngày')).toHaveAccessibleDescription(/Sổ mở ngày/)
  await dialog.getByLabel('Từ ngày').fill('')
  await dialog.getByLabel('Đến ngày').fill('')
  await axe(page)
  await dialog.getByRole('button', { name: 'Xuất Excel' }).click()
  await expect(dialog.getByText('Đã xuất 2 dòng.')).toBeVisible()
  await guide(page, 'xuat-so')
  const link = await dialog.getByRole('link', { name: 'Tải tệp Excel' }).getAttribute('href')
  const workbook = Buffer.from(await (await fetch(link ?? '')).arrayBuffer())
  for (const one of [first, second]) expect(partsOf(workbook).join()).toContain(one?.requester.name)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'In sổ tháng' }).click()
  await page.getByRole('button', { name: 'Tạo bản in' }).click()
  await expect(dialog.getByText('Bản in có 2 dòng.')).toBeVisible()
  const print = await dialog.getByRole('link', { name: 'Mở bản in (PDF)' }).getAttribute('href')
  const pdf = await (await fetch(print ?? '')).text()
  expect(pdf.slice(0, 5)).toBe('%PDF-')
  await guide(page, 'in-so')
})

test('closes a book for good, its total in figures and words', async ({ office, signIn }) => {
  const clerk = await office.api('clerk')
  const id = await bookOf(office)
  const page = await signIn('clerk', `/so/${id}`)
  const open = page.getByRole('button', { name: 'Khóa sổ' })
  await expect(open).toHaveAccessibleDescription(/Sổ còn cấp số đến hết ngày 31\/12/)
  // Its time ends today.
  await clerk.send('PATCH', `/books/${id}`, { closes: isoToday() })
  await expect(open).toHaveAttribute('aria-disabled', 'false')
  await open.click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('2 (hai)')
  const close = dialog.getByRole('button', { name: 'Khóa sổ' })
  await expect(close).toHaveAccessibleDescription('Đánh dấu xác nhận tổng số trước.')
  await dialog.getByRole('checkbox').check()
  await axe(page)
  await guide(page, 'khoa-so')
  await close.click()
  await expect(page.getByText(/Đã khóa sổ: 2 số \(hai\), Phạm Thị Ví Dụ xác nhận/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Chỉnh sửa' })).toHaveAttribute('aria-disabled', 'true')
  await axe(page)
})

/** The texts of a workbook's parts. */
function partsOf(archive: Buffer): string[] {
  const parts: string[] = []
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const length = archive.readUInt32LE(at + 20)
    const local = archive.readUInt32LE(at + 42)
    const data = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    const packed = archive.subarray(data, data + length)
    parts.push((archive.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8'))
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return parts
}

function isoToday(): string {
  return new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
}
