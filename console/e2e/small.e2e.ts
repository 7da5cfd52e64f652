/** Small things that people met in a day of use. */
import { expect, fileOf, fillSignIn, ORIGIN, scanFile, test, type Page } from './fixtures'

/** How far the inputs of a row are from being level. */
function unlevel(page: Page, labels: string[]) {
  return Promise.all(
    labels.map((label) => page.getByLabel(label).evaluate((one) => one.getBoundingClientRect().top)),
  ).then((tops) => Math.max(...tops) - Math.min(...tops))
}

test('a file over the limit never reads like the limit; of two dropped files none is taken in silence', async ({
  signIn,
}) => {
  const page = await signIn('officer', '/them-moi')
  const zone = page.locator('[role=group][aria-label="Bản scan của bản chính"]')
  await page.getByTestId('scan-file').setInputFiles(fileOf('31mb.pdf', new Uint8Array(31_457_281).fill(32)))
  await expect(zone.getByRole('alert')).toContainText('“31mb.pdf” nặng 30,1 MB, quá 30 MB')
  await scanFile()
  const both = await page.evaluateHandle(() => {
    const data = new DataTransfer()
    for (const name of ['mot.pdf', 'hai.pdf'])
      data.items.add(new File(['%PDF-1.7'], name, { type: 'application/pdf' }))
    return data
  })
  await zone.dispatchEvent('drop', { dataTransfer: both })
  await expect(zone.getByRole('alert')).toContainText('Đã thả 2 tệp')
  await expect(zone).not.toContainText('mot.pdf')
})

test('fields side by side are level, and a name that is cut is said so', async ({ signIn }) => {
  const page = await signIn('officer', '/them-moi')
  expect(await unlevel(page, ['Tên của bản chính', 'Số bản sao'])).toBeLessThanOrEqual(1)
  const original = page.getByLabel('Tên của bản chính', { exact: true })
  await original.fill('Bằng '.repeat(40))
  await original.press('End')
  await original.press('x')
  await expect(page.getByText('“Tên của bản chính” nhận tối đa 200 ký tự')).toBeVisible()
  await original.press('Tab')
  await expect(page.getByText('nhận tối đa 200 ký tự')).toBeHidden()
})

test('days are asked for in Vietnamese, links look like ours, buttons of a row are equal', async ({
  office,
  signIn,
}) => {
  const [one] = await office.cases('released')
  const page = await signIn('clerk', '/tra-cuu')
  await expect(page.getByLabel('Ngày tiếp nhận')).toHaveAttribute('placeholder', 'ngày/tháng/năm')
  await page.getByLabel('Tìm hồ sơ').fill(one?.id.slice(-8) ?? '')
  const link = page
    .getByRole('row')
    .filter({ hasText: one?.id.slice(-8) ?? '' })
    .getByRole('link')
  await expect(link).toHaveCSS('color', 'rgb(29, 78, 137)')
  await link.click()
  const heights = async () =>
    Promise.all(
      ['Về kết quả', 'Hủy bỏ giá trị pháp lý…'].map((name) =>
        page.getByRole('button', { name }).evaluate((button) => button.getBoundingClientRect().height),
      ),
    )
  await expect(page.getByRole('button', { name: 'Hủy bỏ giá trị pháp lý…' })).toBeVisible()
  const [first, second] = await heights()
  expect(first).toBe(second)
})

test('an image is chosen with a button, not in what looks like an empty field', async ({ signIn }) => {
  const page = await signIn('clerk', '/con-dau')
  await expect(page.getByRole('button', { name: 'Chọn ảnh .png hoặc ảnh chụp' })).toBeVisible()
})

test('an appointment that is cancelled stays among those to come until its hour', async ({
  office,
  signIn,
}) => {
  const requester = await office.api('requester')
  let slot: string | undefined
  for (let ahead = 1; ahead < 10 && slot === undefined; ahead++) {
    const date = new Date(Date.now() + 7 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10)
    const free = await requester.get(`/booking/agencies/${office.agency}/slots?date=${date}`)
    slot = (free.body as { slots?: { slot: string }[] }).slots?.[0]?.slot
  }
  const booked = await requester.send('POST', '/booking/appointments', {
    agency: office.agency,
    slot,
    document_type: 'bang-tot-nghiep',
  })
  expect(booked.status, JSON.stringify(booked.body)).toBe(201)
  const { id } = booked.body as { id: string }
  expect((await requester.send('POST', `/booking/appointments/${id}/cancel`, {})).status).toBe(200)
  const page = await signIn('requester')
  await expect(page.getByText('Ông/bà đã hủy')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Đã qua' })).toBeHidden()
})

test('a refusal is said in English in the English console', async ({ office, signIn, expectErrors }) => {
  expectErrors(/404|400/)
  const page = await signIn('officer', '/them-moi')
  await page.getByRole('button', { name: 'English' }).click()
  await page.goto(`${ORIGIN}/tra-cuu/01ARZ3NDEKTSV4RRFFQ69G5FAV`)
  await fillSignIn(page, office.people.officer)
  await expect(page.getByRole('alert')).toContainText('There is no such thing in your office.')
  await expect(page.getByRole('alert')).not.toContainText(/Không|hồ sơ/)
  expect(office.agency).not.toBe('')
})

test('the book of a copy is named once, without the words of its label', async ({ office, browserOf }) => {
  const [released] = await office.cases('released')
  const page = await (await browserOf('requester')).newPage()
  await page.goto(`${ORIGIN}/kiem-tra/?ma=${released?.check_code ?? ''}`)
  const facts = page.getByRole('region', { name: 'Kết quả kiểm tra' })
  await expect(facts.getByRole('term').filter({ hasText: 'Quyển số' })).toHaveCount(1)
  const book = released?.number?.book_text ?? ''
  expect(book).toMatch(/^quyển số \d\d\/\d{4}-/)
  await expect(facts.getByRole('definition').filter({ hasText: book.replace('quyển số ', '') })).toHaveText(
    book.replace('quyển số ', ''),
  )
})

test('an administrator whom the list of officials does not have is told so', async ({ office, signIn }) => {
  const page = await signIn('admin', '/quan-tri/can-bo')
  const { officials } = (await (await office.api('admin')).get('/agency/officials')).body as {
    officials: { name: string }[]
  }
  const { name } = office.people.admin
  expect(officials.map((official) => official.name)).not.toContain(name)
  await expect(page.getByRole('note')).toContainText(name)
  await expect(page.getByRole('note')).toContainText('không nằm trong danh sách này')
})
