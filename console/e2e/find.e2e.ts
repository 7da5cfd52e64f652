/** Tra cứu hồ sơ: any state, by words without diacritics; the case with all its documents. */
import { axe, expect, guide, pyHanko, test } from './fixtures'

test('a case is found by name and number, and shows every document', async ({ office, signIn }) => {
  const [sealed] = await office.cases('sealed')
  await office.cases('draft')
  const page = await signIn('clerk', '/tra-cuu')
  await axe(page)
  const search = page.getByLabel('Tìm hồ sơ')
  await search.fill('001099000101')
  await expect(page.getByText(/không tìm theo số này/)).toBeVisible()
  expect(page.url()).not.toContain('001099000101')
  await search.fill(sealed?.number?.text ?? '')
  await expect(page).toHaveURL(/tim=/)
  const row = page.getByRole('row').filter({ hasText: sealed?.number?.text ?? '' })
  await expect(row).toHaveCount(1)
  await axe(page)
  await guide(page, 'tra-cuu')
  await row.getByRole('link').click()
  await expect(page.getByRole('img', { name: 'Trang 1' })).toBeVisible()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tải về' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^CT-.*-ban-da-dong-dau\.pdf$/)
  expect((await pyHanko(await download.path())).map(({ sound }) => sound)).toEqual([true, true])
  for (const version of ['Bản đã ký', 'Bản scan', 'Bản đã đóng dấu']) {
    await page.getByRole('radiogroup', { name: 'Tài liệu' }).getByText(version, { exact: true }).click()
    await expect(page.getByRole('img', { name: 'Trang 1' })).toBeVisible()
  }
  await axe(page)
  await guide(page, 'tra-cuu-ho-so')
  await page.getByRole('button', { name: 'Về kết quả' }).click()
  await expect(search).toHaveValue(sealed?.number?.text ?? '')
})

test('a released case is found by its code, its check code, its names and its number', async ({
  office,
  signIn,
}) => {
  const [released] = await office.cases('released')
  if (!released) throw new Error('no case')
  await office.cases('awaiting_signature', { count: 3 })
  const page = await signIn('officer', '/tra-cuu')
  const rows = page.getByRole('table', { name: 'Kết quả tra cứu' }).getByRole('row')
  const words = [
    released.id.slice(-8),
    released.check_code?.slice(0, 4) ?? '',
    released.number?.text ?? '',
    `${released.requester.name} ${released.original_name}`,
    'tran thi binh',
  ]
  for (const word of words) {
    await page.getByLabel('Tìm hồ sơ').fill(word)
    await expect(page).toHaveURL(new RegExp(`tim=${encodeURIComponent(word).replaceAll('%20', '\\+')}`))
    await expect(rows.filter({ hasText: released.id.slice(-8) }), word).toContainText('Đã trả kết quả')
  }
})
