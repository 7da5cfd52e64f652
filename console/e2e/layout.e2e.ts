/** Every button of every screen can be seen and hit, at the sizes of the offices' screens and at 200 %. */
import type { Page } from '@playwright/test'

import type { Case } from '../src/api/types'
import { expect, fillSignIn, ORIGIN, stack, test, type Office, type Role } from './fixtures'
import { signInAt } from './support/computer'
import { displaced } from './support/displaced'
import { faults, SIZES } from './support/layout'
import { show } from './support/show'

/** The address of a screen that shows a document. */
const OF_CASE = /^\/(cho-|tra-cuu|tu-choi|dang-)[^/]*\/./

type Cases = Record<'draft' | 'returned' | 'awaiting_signature' | 'numbered' | 'sealed' | 'released', Case>

/** The screens of a role. */
const SCREENS: Partial<Record<Role, (of: Cases, book: string) => string[]>> = {
  officer: (of) => [
    '/them-moi',
    `/them-moi/${of.draft.id}`,
    '/lich-hen',
    '/lich-hen-can-doi',
    `/tu-choi/${of.returned.id}`,
    `/dang-tiep-nhan/${of.draft.id}`,
    `/tra-cuu/${of.released.id}`,
    '/tra-cuu?tim=tran',
  ],
  signer: (of) => [
    '/cho-ky',
    `/cho-ky/${of.awaiting_signature.id}`,
    '/ca-nhan',
    `/tra-cuu/${of.returned.id}`,
  ],
  clerk: (of, book) => [
    '/cho-dong-dau',
    `/cho-dong-dau/${of.numbered.id}`,
    `/cho-dong-dau/${of.sealed.id}`,
    '/so',
    `/so/${book}`,
    '/con-dau',
    '/gui-tra',
    `/gui-tra/${of.released.id}`,
    `/tra-cuu/${of.sealed.id}`,
  ],
  admin: () =>
    [
      'can-bo',
      'don-vi',
      'gio-lam-viec',
      'loai-giay-to',
      'le-phi',
      'loi-chung',
      'cot-so',
      'gui-lai',
      'lich-su',
      'chung-thu-goc',
      'nghi-le',
    ].map((section) => `/quan-tri/${section}`),
  requester: () => ['/nguoi-dan/', '/nguoi-dan/?muc=ban-sao', '/nguoi-dan/?muc=thong-bao'],
}

let made: Promise<{ of: Cases; book: string }> | undefined

async function make(office: Office): Promise<{ of: Cases; book: string }> {
  const of = {} as Cases
  for (const state of [
    'draft',
    'returned',
    'awaiting_signature',
    'numbered',
    'sealed',
    'released',
  ] as const) {
    const [one] = await office.cases(state, { count: state === 'awaiting_signature' ? 4 : 1 })
    if (one) of[state] = one
  }
  await displaced(office)
  const { books } = (await (await office.api('clerk')).get('/books')).body as { books: { id: string }[] }
  return { of, book: books[0]?.id ?? '' }
}

/** Shows a screen and looks for faults. */
async function measure(page: Page, path: string, who: string, size: string): Promise<void> {
  await show(page, path)
  await expect(page.getByRole('main')).toBeVisible()
  // The screen before stays until the next one is there.
  if (OF_CASE.test(path))
    await expect(page.getByRole('region', { name: 'Tài liệu' }).locator('canvas').first()).toBeVisible()
  else await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
  await expect(page.getByText('Đang tải…')).toHaveCount(0)
  await expect(page.getByText('Đang mở tài liệu…')).toHaveCount(0)
  expect(page.url()).toBe(`${ORIGIN}${path}`)
  const width = page.viewportSize()?.width ?? 0
  await page.screenshot({
    path: `test-results/layout/${who}-${width}-${path.replace(/[/?=]/g, '_').slice(0, 24)}.png`,
  })
  expect(await faults(page), `${path} at ${size}`).toEqual([])
}

for (const role of Object.keys(SCREENS) as Role[])
  test(`every button of the ${role} is large enough and can be reached`, async ({ office, browserOf }) => {
    test.setTimeout(600_000)
    const { of, book } = await (made ??= make(office))
    for (const [size, viewport] of Object.entries(SIZES)) {
      const context = await browserOf(role, viewport)
      const page = await signInAt(context, office.people[role], role === 'requester' ? '/nguoi-dan/' : '/')
      for (const path of SCREENS[role]?.(of, book) ?? []) await measure(page, path, role, size)
      if (role === 'signer' || role === 'clerk') {
        await show(page, role === 'signer' ? '/cho-ky' : '/cho-dong-dau')
        await page.getByLabel(/^Chọn tất cả/).check()
        await expect(
          page.getByRole('button', { name: /^(Ký|Cấp số, đóng dấu và trả) \d+ bản/ }),
        ).toBeVisible()
        expect(await faults(page), `the batch at ${size}`).toEqual([])
      }
      await context.close()
    }
  })

test('every button of the list of offices is large enough and can be reached', async ({ browserOf }) => {
  const centre = stack.users.find(({ username }) => username === 'centre')
  for (const [size, viewport] of Object.entries(SIZES)) {
    const context = await browserOf('admin', viewport)
    const page = await context.newPage()
    await page.goto(`${ORIGIN}/quan-tri`)
    if (centre) await fillSignIn(page, { ...centre, key: '' })
    await expect(page.getByRole('heading', { level: 1, name: 'Quản trị' })).toBeVisible()
    await measure(page, '/quan-tri/cac-don-vi', 'centre', size)
    await context.close()
  }
})
