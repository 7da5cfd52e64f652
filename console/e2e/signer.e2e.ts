/** [Bản sao chờ ký]: signing one, moving the signature, returning, and what goes wrong at the desk or elsewhere. */
import type { Page, Response } from '@playwright/test'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

import { axe, expect, guide, pyHanko, test, type Office } from './fixtures'

const signature = (page: Page) => page.getByRole('button', { name: /^Hình chữ ký/ })
const pane = (page: Page) => page.getByRole('region', { name: 'Hồ sơ đang chọn' })

async function documentOf(office: Office, id: string, version: string): Promise<Uint8Array> {
  const link = await (await office.api('signer')).get(`/cases/${id}/document?version=${version}`)
  const answer = await fetch((link.body as { url: string }).url)
  return new Uint8Array(await answer.arrayBuffer())
}

interface Rect {
  left: number
  top: number
  width: number
  height: number
}

/** The answer to a preparation. What was asked is in a body that the browser shows to nobody. */
function preparation(answer: Response): boolean {
  return answer.url().endsWith('/signature/prepare') && answer.request().method() === 'POST'
}

/** Where the signature lies on screen, in points from the upper left corner of its page as shown. */
function onScreen(page: Page): Promise<{ number: number; of: Rect }> {
  return signature(page).evaluate((element) => {
    const sheet = element.closest<HTMLElement>('[data-page]')
    if (!sheet) throw new Error('on no page')
    const [box, all] = [element.getBoundingClientRect(), sheet.getBoundingClientRect()]
    const of = { left: box.left - all.left, top: box.top - all.top, width: box.width, height: box.height }
    return {
      number: Number(sheet.dataset.page),
      of: Object.fromEntries(
        Object.entries(of).map(([name, value]) => [name, value / all.width]),
      ) as unknown as Rect,
    }
  })
}

/** Where the signature's `/Rect` is shown in a PDF, in the same words; parts of the page's width. */
async function inPdf(pdf: Uint8Array, number: number): Promise<{ of: Rect; width: number }> {
  const document = await getDocument({ data: pdf.slice() }).promise
  const page = await document.getPage(number)
  const { view, rotate, userUnit } = page
  const [left = 0, bottom = 0, right = 0, top = 0] = view
  const fields = (await page.getAnnotations()) as { fieldType?: string; id: string; rect: number[] }[]
  const signatures = fields.filter(({ fieldType }) => fieldType === 'Sig')
  const [first] = signatures.sort((a, b) => Number.parseInt(a.id) - Number.parseInt(b.id)).slice(-2)
  if (!first) throw new Error(`no signature on page ${number}`)
  // By hand, so that what the console uses to find the place is not what judges it.
  let [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = first.rect
  ;[x0, x1, y0, y1] = [x0 - left, x1 - left, y0 - bottom, y1 - bottom]
  let [width, height] = [right - left, top - bottom]
  for (let turned = 0; turned < rotate; turned += 90) {
    ;[x0, y0, x1, y1] = [y0, width - x1, y1, width - x0]
    ;[width, height] = [height, width]
  }
  await document.loadingTask.destroy()
  const of = {
    left: x0 / width,
    top: (height - y1) / width,
    width: (x1 - x0) / width,
    height: (y1 - y0) / width,
  }
  return { of, width: width * userUnit }
}

test('signs what is seen, and the next case opens', async ({ office, signIn }) => {
  const [first, second] = await office.cases('awaiting_signature', { count: 2 })
  const page = await signIn('signer', `/cho-ky/${first?.id ?? ''}`)
  await expect(signature(page)).toBeVisible()
  await expect(pane(page)).toContainText('Chứng thư số')
  await axe(page)
  await guide(page, 'ky-mot-ban')
  await page.keyboard.press('Control+Enter')
  const status = page.getByRole('region', { name: 'Bản sao chờ ký' })
  await expect(status).toContainText('Đã ký, đã kiểm tra')
  await expect(page).toHaveURL(new RegExp(second?.id ?? ''))
  await expect(signature(page)).toBeVisible()
  await axe(page)

  await page.getByRole('link', { name: 'Xem bản đã ký' }).click()
  await expect(pane(page)).toContainText('Chữ ký hợp lệ')
  await expect(page.getByRole('button', { name: /^Chuyển cấp số và đóng dấu/ })).toBeVisible()
  await guide(page, 'ky-da-ky')
  const verdicts = await pyHanko(await documentOf(office, first?.id ?? '', 'signed'))
  expect(verdicts.map(({ sound }) => sound)).toEqual([true])
})

for (const [layout, pages] of [
  ['classic', [1, 2]],
  ['rotated', [2, 3, 4]],
  ['cropped', [1]],
] as const)
  test(`puts the signature where it is dropped, zoomed and on ${layout} pages`, async ({
    office,
    signIn,
  }) => {
    const [one] = await office.cases('awaiting_signature', { layout })
    const id = one?.id ?? ''
    const page = await signIn('signer', `/cho-ky/${id}`)
    await expect(signature(page)).toBeVisible()
    for (const number of pages) {
      await page.getByRole('combobox', { name: 'Trang' }).selectOption(String(number))
      await page.getByRole('button', { name: 'Phóng to' }).click()
      const there = page.locator(`[data-page="${number}"]`).getByRole('button', { name: /^Hình chữ ký/ })
      await there.scrollIntoViewIfNeeded()
      await expect(there).toBeInViewport({ ratio: 0.9 })
      const box = await signature(page).boundingBox()
      if (!box) throw new Error('not there')
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
      const prepared = page.waitForResponse(preparation)
      await page.mouse.move(x, y)
      await page.mouse.down()
      await page.mouse.move(x - 31, y + 17, { steps: 5 })
      await page.mouse.up()
      const seen = await onScreen(page)
      expect(seen.number).toBe(number)
      await prepared
      const { of, width } = await inPdf(await documentOf(office, id, 'prepared'), number)
      for (const edge of ['left', 'top', 'width', 'height'] as const)
        expect(Math.abs(of[edge] - seen.of[edge]) * width, `${edge} on page ${number}`).toBeLessThan(1)
    }
  })

test('moves the signature by keys and in numbers, and back to its legal place', async ({
  office,
  signIn,
}) => {
  const [one] = await office.cases('awaiting_signature')
  const page = await signIn('signer', `/cho-ky/${one?.id ?? ''}`)
  await signature(page).focus()
  const x = page.getByRole('textbox', { name: 'Cách trái' })
  const points = async () => Number((await x.inputValue()).replace(',', '.'))
  const legal = await points()
  const nudged = page.waitForResponse(preparation)
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Shift+ArrowLeft')
  expect(await points()).toBeCloseTo(legal - 11, 0)
  await expect(signature(page)).toBeFocused()
  await nudged
  await x.fill('100')
  await page.getByRole('textbox', { name: 'Cách dưới' }).fill('300,5')
  await page.getByRole('textbox', { name: 'Rộng' }).fill('120')
  const typed = page.waitForResponse(preparation)
  await page.getByRole('textbox', { name: 'Rộng' }).press('Enter')
  await typed
  const { number } = await onScreen(page)
  const { of, width } = await inPdf(await documentOf(office, one?.id ?? '', 'prepared'), number)
  expect(Math.abs(of.left * width - 100)).toBeLessThan(1)
  expect(Math.abs(of.width * width - 120)).toBeLessThan(1)
  await page.getByRole('button', { name: 'Về vị trí mặc định' }).click()
  await expect(page.getByText('Đúng vị trí mặc định.')).toBeVisible()
  expect(await points()).toBeCloseTo(legal, 0)
})

test('returns a case with a ground and words', async ({ office, signIn }) => {
  const [one] = await office.cases('awaiting_signature')
  const page = await signIn('signer', `/cho-ky/${one?.id ?? ''}`)
  await expect(signature(page)).toBeVisible()
  await page.keyboard.press('t')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Từ chối và trả lại' }).click()
  await expect(dialog).toContainText('Chọn một lý do.')
  await dialog.getByLabel('Bản chính bị hư hỏng, cũ nát, không xác định được nội dung').check()
  await dialog.getByLabel(/^Nội dung cần bổ sung/).fill('Trang 1 mờ, quét lại.')
  await axe(page)
  await guide(page, 'ky-tu-choi')
  await dialog.getByRole('button', { name: 'Từ chối và trả lại' }).click()
  await expect(dialog).toBeHidden()
  const now = await (await office.api('officer')).get(`/cases/${one?.id ?? ''}`)
  expect(now.body).toMatchObject({
    state: 'returned',
    returned: { code: 'illegible', text: 'Trang 1 mờ, quét lại.' },
  })
})

test('says that the signing service is missing, and goes on when it appears', async ({ office, signIn }) => {
  const [one] = await office.cases('awaiting_signature')
  const { desk } = await office.computer('signer')
  await desk.stop()
  const page = await signIn('signer', `/cho-ky/${one?.id ?? ''}`)
  await expect(page.getByText('Chưa thấy dịch vụ ký trên máy này', { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Tải và cài dịch vụ ký' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Ký số/ })).toHaveAttribute('aria-disabled', 'true')
  await axe(page)
  await guide(page, 'ky-chua-co-dich-vu-ky')
  await desk.start()
  await expect(page.getByRole('button', { name: /^Ký số/ })).toHaveAttribute('aria-disabled', 'false')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Đã ký, đã kiểm tra').first()).toBeVisible()
})

test('says who else has just returned the case', async ({ office, signIn }) => {
  const [one] = await office.cases('awaiting_signature')
  const id = one?.id ?? ''
  const page = await signIn('signer', `/cho-ky/${id}`)
  await expect(signature(page)).toBeVisible()
  const other = await office.api('vice-signer')
  await other.send('POST', `/cases/${id}/return`, { code: 'other', text: 'Thiếu trang 2.' })
  await expect(pane(page)).toContainText(`${office.people['vice-signer'].name} đã trả lại hồ sơ này`)
})

test('a network that is lost in the middle of a signing is waited out, and it is signed once', async ({
  office,
  signIn,
  expectErrors,
}) => {
  expectErrors(/ERR_INTERNET_DISCONNECTED/)
  const [one] = await office.cases('awaiting_signature')
  const id = one?.id ?? ''
  const page = await signIn('signer', `/cho-ky/${id}`)
  await expect(page.getByRole('button', { name: /^Ký số/ })).toHaveAttribute('aria-disabled', 'false')
  // Gone after the PIN, before the signature reaches the system.
  await page.route(
    `**/cases/${id}/signature`,
    async (route) => {
      await page.context().setOffline(true)
      await route.continue()
    },
    { times: 1 },
  )
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Mất kết nối với hệ thống. Đang thử lại')).toBeVisible()
  await page.context().setOffline(false)
  await expect(page.getByText('Đã ký, đã kiểm tra').first()).toBeVisible()
  await expect(page.getByText('Mất kết nối với hệ thống. Đang thử lại')).toBeHidden()
  const { history } = (await (await office.api('signer')).get(`/cases/${id}/history`)).body as {
    history: { to: string }[]
  }
  expect(history.filter(({ to }) => to === 'signed')).toHaveLength(1)
})
