/** A delivered copy is withdrawn where its case is found: by the leader and the clerk; the public check says so at once. */
import { axe, expect, ORIGIN, test, type Office, type Page } from './fixtures'

async function withdraw(page: Page, decision: string) {
  await page.getByRole('button', { name: 'Hủy bỏ giá trị pháp lý…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Số quyết định').fill(decision)
  await dialog.getByLabel('Lý do').fill('Chứng thực nhầm bản chính của người khác.')
  await dialog.getByRole('button', { name: 'Hủy bỏ giá trị pháp lý' }).click()
  await expect(page.getByText(`Đã hủy bỏ giá trị pháp lý theo Quyết định số ${decision}`)).toBeVisible()
}

async function bookOf(office: Office): Promise<string> {
  const answer = await (await office.api('clerk')).get('/books')
  return (answer.body as { books: { id: string }[] }).books[0]?.id ?? ''
}

for (const role of ['signer', 'clerk'] as const)
  test(`a ${role} withdraws a copy that a search finds; whoever looks at the check is told`, async ({
    office,
    signIn,
    browserOf,
  }) => {
    const [one] = await office.cases('released')
    if (!one) throw new Error('no case')
    const clerk = await office.api('clerk')
    const link = (await clerk.get(`/cases/${one.id}/document?version=sealed`)).body as { expires_at: string }
    const looking = await (await browserOf('requester')).newPage()
    await looking.goto(`${ORIGIN}/kiem-tra/?ma=${one.check_code ?? ''}`)
    const result = looking.getByRole('region', { name: 'Kết quả kiểm tra' })
    await expect(result.getByRole('heading', { name: 'Còn giá trị' })).toBeVisible()

    const page = await signIn(role, `/tra-cuu?tim=${one.id.slice(-8)}`)
    await page
      .getByRole('row')
      .filter({ hasText: one.id.slice(-8) })
      .getByRole('link')
      .click()
    await expect(page.getByRole('button', { name: 'Hủy bỏ giá trị pháp lý…' })).toBeVisible()
    await axe(page)
    await withdraw(page, `45/QĐ-UBND-${role}`)

    // W44: no answer of before is kept, and a link that was given out ends within five minutes.
    await looking.getByRole('button', { name: 'Kiểm tra', exact: true }).click()
    await expect(result.getByRole('heading', { name: 'Đã bị hủy bỏ giá trị pháp lý' })).toBeVisible()
    await looking.reload()
    await expect(result.getByRole('heading', { name: 'Đã bị hủy bỏ giá trị pháp lý' })).toBeVisible()
    expect(Date.parse(link.expires_at) - Date.now()).toBeLessThanOrEqual(300_000)
  })

test('a clerk withdraws a copy from the entry of the register; an officer may not', async ({
  office,
  signIn,
}) => {
  const [one] = await office.cases('released')
  const page = await signIn('clerk', `/so/${await bookOf(office)}`)
  const entries = page.getByRole('table', { name: 'Các số đã cấp trong sổ' })
  await entries.getByRole('link', { name: one?.number?.text ?? '', exact: true }).click()
  await withdraw(page, '46/QĐ-UBND')
  const other = await signIn('officer', `/tra-cuu/${(await office.cases('released'))[0]?.id ?? ''}`)
  await expect(other.getByText('Đã trả kết quả')).toBeVisible()
  await expect(other.getByRole('button', { name: 'Hủy bỏ giá trị pháp lý…' })).toBeHidden()
})
