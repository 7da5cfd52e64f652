/** Fifty at once: three actions and one PIN; two fail, and stop no other. */
import { axe, expect, fillSignIn, guide, test } from './fixtures'
import { measured } from './support/stack'

test('signs a batch of 50 in three actions, of which two fail with their cause', async ({
  office,
  signIn,
}) => {
  test.setTimeout(600_000)
  const cases = await office.cases('awaiting_signature', { count: 50 })
  const page = await signIn('signer', '/cho-ky')
  let actions = 0
  const act = async (does: () => Promise<void>) => {
    actions++
    await does()
  }
  await act(() => page.getByLabel('Chọn tất cả 50 hồ sơ').check())
  await expect(page.getByRole('img', { name: 'Trang 1' })).toBeVisible()
  await axe(page)
  await guide(page, 'ky-nhieu-xem')

  // Meanwhile somebody else returns one, and opens another to sign it, before the signatures are given to the system.
  const [returned, taken] = [cases[48]?.id ?? '', cases[49]?.id ?? '']
  const other = await office.api('vice-signer')
  let once: Promise<unknown> | undefined
  await page.route('**/signature', async (route) => {
    await (once ??= Promise.all([
      other.send('POST', `/cases/${returned}/return`, { code: 'other', text: 'Thiếu trang 2.' }),
      other.send('POST', `/cases/${taken}/signature/prepare`, {}),
    ]))
    await route.continue()
  })
  const began = Date.now()
  await act(() => page.getByRole('button', { name: /^Ký 50 bản/ }).click())
  await guide(page, 'ky-nhieu-xac-nhan')
  await act(() => page.getByRole('dialog').getByRole('button', { name: 'Ký 50 bản' }).click())
  const person = Date.now() - began
  await expect(page.getByText('Đã ký 48 bản, 2 bản chưa ký; 1 bản vẫn được chọn để ký lại.')).toBeVisible({
    timeout: 300_000,
  })
  const lines = page.getByRole('list', { name: 'Kết quả từng bản' }).getByRole('listitem')
  await expect(lines).toHaveCount(50)
  await expect(lines.filter({ hasText: 'Đã ký, đã kiểm tra' })).toHaveCount(48)
  await expect(lines.filter({ hasText: 'Chưa ký được' })).toHaveCount(2)
  await expect(lines.filter({ hasText: office.people['vice-signer'].name }).first()).toContainText('trả lại')
  await axe(page)
  await guide(page, 'ky-nhieu-ket-qua')
  expect(actions).toBeLessThanOrEqual(3)
  measured({ copies: 50, actions, person_ms: person, whole_ms: Date.now() - began })

  // The one that was returned is with the officer; the one that is still to be signed is signed with the next try.
  await page.getByRole('button', { name: 'Xem lại 1 bản chưa ký' }).click()
  await page.getByRole('button', { name: /^Ký 1 bản/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ký 1 bản' }).click()
  await expect(page.getByText('Đã ký 1 bản.')).toBeVisible()
  const states = new Map<string, number>()
  const signer = await office.api('signer')
  for (const { id } of cases) {
    const { state } = (await signer.get(`/cases/${id}`)).body as { state: string }
    states.set(state, (states.get(state) ?? 0) + 1)
  }
  expect(Object.fromEntries(states)).toEqual({ signed: 49, returned: 1 })
})

test('space brings the next, X leaves out what is not to be signed', async ({ office, signIn }) => {
  await office.cases('awaiting_signature', { count: 3 })
  const page = await signIn('signer', '/cho-ky')
  const all = page.getByLabel(/^Chọn tất cả/)
  await all.check()
  const count = Number(/\d+/.exec((await page.getByRole('heading', { level: 2 }).textContent()) ?? '')?.[0])
  await page.keyboard.press('Space')
  await expect(page.getByText(`Bản 2/${count}`)).toBeVisible()
  await page.keyboard.press('x')
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(`Ký ${count - 1} bản sao`)
  await expect(page.getByText(`Bản 2/${count - 1}`)).toBeVisible()
})

test('a tab that is closed after the PIN loses no signature', async ({ office, signIn }) => {
  const cases = await office.cases('awaiting_signature', { count: 3 })
  const page = await signIn('signer', '/cho-ky')
  const waiting = page.getByRole('list', { name: 'Danh sách hồ sơ' }).getByRole('listitem')
  for (const { id } of cases)
    await waiting
      .filter({ hasText: id.slice(-8) })
      .getByRole('checkbox')
      .check()
  await expect(page.getByRole('img', { name: 'Trang 1' })).toBeVisible()
  // Signatures do not reach the system before the tab is loaded anew.
  await page.route('**/signature', () => undefined)
  const given = page.waitForRequest('**/signature')
  await page.getByRole('button', { name: /^Ký 3 bản/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ký 3 bản' }).click()
  await given
  await page.unroute('**/signature')
  await page.reload()
  await fillSignIn(page, office.people.signer)
  await expect(page.getByText('Đã ký 3 bản.')).toBeVisible({ timeout: 60_000 })
  const signer = await office.api('signer')
  for (const { id } of cases)
    expect((await signer.get(`/cases/${id}`)).body).toMatchObject({ state: 'signed' })
})
