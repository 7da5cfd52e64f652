/** What is typed wrongly is said at its field before anything is sent, and what is typed otherwise is taken. */
import { axe, expect, test } from './fixtures'

test('the number and the address of a person are checked at the counter', async ({ office, signIn }) => {
  const page = await signIn('officer', '/them-moi')
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/accounts/lookup')) asked.push(request.postData() ?? '')
  })
  const number = page.getByLabel('CMND/CCCD hoặc MST')
  for (const wrong of ['00109900010', 'C7654321', '0100109106-01']) {
    await number.fill(wrong)
    await number.press('Enter')
    await expect(number).toHaveAccessibleDescription(/không phải CCCD \(12 số\)/)
  }
  expect(asked, 'a number that is none was looked up').toEqual([])
  const dotted = office.account.number.replace(/(\d{3})(?=\d)/g, '$1.')
  await number.fill(`${dotted}\u200b`)
  await number.press('Enter')
  await expect(
    page.getByRole('group', { name: 'Người yêu cầu' }).getByText(office.account.name),
  ).toBeVisible()

  await page.getByRole('button', { name: 'Đổi người' }).click()
  await page.getByLabel('Đối tượng không có tài khoản DVCQG').check()
  const email = page.getByLabel('E-mail nhận bản sao')
  const name = page.getByLabel('Họ và tên, hoặc tên doanh nghiệp')
  for (const [typed, why] of [
    ['a@b..vn', /Phần sau dấu @/],
    ['ân@thu.vn', /chữ có dấu/],
    ['an@thu.vn, binh@thu.vn', /Chỉ nhập một địa chỉ/],
    ['An <an@thu.vn>', /bỏ tên và dấu < >/],
  ] as const) {
    await email.fill(typed)
    await name.focus()
    await expect(email).toHaveAccessibleDescription(why)
  }
  await axe(page)
  for (const typed of ['<an@thu.vn>', 'mailto:an@thu.vn', 'an@thu.vn,']) {
    await email.fill(typed)
    await name.focus()
    await expect(email).not.toHaveAttribute('aria-invalid', 'true')
  }
})

test('a telephone that gets no SMS is said at once when an hour is booked', async ({ signIn }) => {
  const page = await signIn('officer', '/lich-hen')
  await page.getByRole('button', { name: 'Đặt lịch hẹn' }).click()
  const dialog = page.getByRole('dialog', { name: 'Đặt lịch hẹn cho người dân, doanh nghiệp' })
  const phone = dialog.getByLabel('Điện thoại')
  const noSms = dialog.getByText(/không nhận được tin nhắn SMS/)
  await phone.fill('024 3825 1234')
  await expect(noSms).toBeVisible()
  for (const mobile of ['+84 (0)912 345 678', '0084912345678', '0912\u2013345\u2013678']) {
    await phone.fill(mobile)
    await expect(noSms).toBeHidden()
    await expect(phone).not.toHaveAttribute('aria-invalid', 'true')
  }
  await phone.fill('01689345678')
  await dialog.getByLabel('Ghi chú').focus()
  await expect(phone).toHaveAccessibleDescription(/đã đổi thành 10 số/)
})

test('a day is taken as people write it, and what is no day says why', async ({ signIn }) => {
  const page = await signIn('clerk', '/tra-cuu')
  const day = page.getByLabel('Ngày tiếp nhận')
  for (const typed of ['010127', '1.1.27', '1/1/2027', '1\u20131\u20132027']) {
    await day.fill(typed)
    await day.press('Enter')
    await expect(day).toHaveValue('01/01/2027')
    await expect(page).toHaveURL(/ngay=2027-01-01/)
    await day.fill('')
    await expect(page).not.toHaveURL(/ngay=/)
  }
  for (const [typed, why] of [
    ['1/1/2027 08:00', /không nhập giờ/],
    ['29/02/2026', /Không có ngày này/],
    ['5/6/1447', /năm dương lịch/],
  ] as const) {
    await day.fill(typed)
    await day.blur()
    await expect(day).toHaveAccessibleDescription(why)
    await expect(page).not.toHaveURL(/ngay=/)
  }
})

test('a search is not sent half composed, nor with a personal number', async ({ office, signIn }) => {
  const [one] = await office.cases('awaiting_signature')
  const page = await signIn('signer', '/cho-ky')
  const search = page.getByRole('textbox', { name: 'Tìm trong danh sách' })
  await search.fill('001 099 000 101')
  await expect(search).toHaveAccessibleDescription(/không tìm theo số này/)
  expect(page.url()).not.toContain('001')
  await search.fill('a'.repeat(101))
  await expect(search).toHaveAccessibleDescription(/dài quá 100 ký tự/)
  await search.fill('')

  // An input method composes "Trần" letter by letter; the clock is the page's, so that every pause passes.
  await page.clock.install()
  const keyboard = await page.context().newCDPSession(page)
  await search.focus()
  for (const text of ['T', 'Tr', 'Tra', 'Trâ', 'Trầ'])
    await keyboard.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    })
  await page.clock.runFor(2000)
  expect(page.url(), 'half a word was searched').not.toContain('tim=')
  await keyboard.send('Input.insertText', { text: 'Trần' })
  await page.clock.runFor(2000)
  await expect(page).toHaveURL(new RegExp(`tim=${encodeURIComponent('Trần')}`))
  await expect(search).toHaveValue('Trần')
  await expect(page.getByText(one?.requester.name ?? '').first()).toBeVisible()
})
