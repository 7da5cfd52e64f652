/** Kết quả gửi trả: whom it is for, how many did not arrive, what went out; a dialog that holds its lines. */
import { axe, bounce, expect, test } from './fixtures'

test('shows name and number, counts in the menu what did not arrive, and lists what went out', async ({
  office,
  signIn,
}) => {
  const [one, other] = await office.cases('released', { count: 2 })
  const clerk = await office.api('clerk')
  const page = await signIn('clerk', '/gui-tra')
  await expect(page.getByText('Không có lần gửi nào cần xử lý')).toBeVisible()
  await page.getByText('Đã gửi', { exact: true }).click()
  const sent = page.getByRole('table', { name: 'Đã gửi' }).getByRole('row')
  for (const of of [one, other]) {
    const line = sent.filter({ hasText: `Số chứng thực ${of?.number?.text ?? ''}` })
    await expect(line).toContainText(of?.requester.name ?? '')
    await expect(line).toContainText(of?.original_name ?? '')
  }
  await axe(page)

  const ledger = await clerk.get(`/cases/${one?.id ?? ''}/deliveries`)
  const [delivery] = (ledger.body as { deliveries: [Parameters<typeof bounce>[1]] }).deliveries
  await bounce(office.agency, delivery)
  await page.getByText(/^Cần xử lý/).click()
  const stuck = page.getByRole('table', { name: 'Cần xử lý' }).getByRole('row')
  await expect(stuck.filter({ hasText: `Số chứng thực ${one?.number?.text ?? ''}` })).toContainText(
    one?.requester.name ?? '',
  )
  await expect(stuck.nth(1)).toContainText('Không có hộp thư này.')
  await expect(stuck.nth(1)).toContainText('Hỏi lại địa chỉ')
  const menu = page.getByRole('navigation').getByRole('link', { name: /Kết quả gửi trả/ })
  await expect(menu).toContainText('1')
})

test('whom to call is seen at a portal account, and the dialog of a case holds its lines', async ({
  office,
  signIn,
}) => {
  const [one] = await office.cases('released', { account: office.account.number })
  const page = await signIn('clerk', `/tra-cuu/${one?.id ?? ''}`)
  await page.getByRole('button', { name: 'Kết quả gửi trả' }).click()
  const dialog = page.getByRole('dialog', { name: 'Kết quả gửi trả' })
  const table = dialog.getByRole('table', { name: 'Kết quả gửi trả' })
  await expect(table).toContainText(office.account.name)
  await expect(table).toContainText('Tài khoản DVCQG')
  const [inside, whole] = await Promise.all([
    table.evaluate((element) => element.getBoundingClientRect().right),
    dialog.evaluate((element) => element.getBoundingClientRect().right),
  ])
  expect(inside).toBeLessThanOrEqual(whole)
  for (const element of [dialog, table])
    expect(
      await element.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
    ).toBeLessThanOrEqual(0)
  await axe(page)
})
