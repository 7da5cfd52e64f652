/** Every button of every screen can be seen and hit, at the sizes of the offices' screens and at 200 %. */
import type { Page } from '@playwright/test'

import type { Case } from '../src/api/types'
import { expect, ORIGIN, test, type Office, type Role } from './fixtures'
import { signInAt } from './support/computer'
import { show } from './support/show'

const SIZES = {
  '1366 × 768': { width: 1366, height: 768 },
  '1440 × 900': { width: 1440, height: 900 },
  // Twice the size leaves half the pixels of the layout.
  '200 % of 1366 × 768': { width: 683, height: 384 },
} as const

/** The address of a screen that shows a document. */
const OF_CASE = /^\/(cho-|tra-cuu|tu-choi|dang-)[^/]*\/./

/** WCAG 2.5.8, in CSS pixels. */
const MIN_TARGET = 24
/** What a list, a document or a form must be high, to be of use. */
const MIN_LIST = 120

/** Targets that are too small or cannot be brought into view, and regions too low to be of use. */
function faults(page: Page): Promise<string[]> {
  return page.evaluate(
    ({ target, list }) => {
      const found: string[] = []
      const name = (element: Element) =>
        `${element.tagName.toLowerCase()} “${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 60)}”`
      const shown = (element: Element) => element.checkVisibility({ visibilityProperty: true })
      const buttons = document.querySelectorAll<HTMLElement>(
        'button, a[class*=Button], a[class*=link], [role=button], summary, select, nav a',
      )
      for (const element of buttons) {
        if (!shown(element) || element.closest('[class*=skip]')) continue
        const before = element.getBoundingClientRect()
        if (before.width < target || before.height < target)
          found.push(`${name(element)}: ${Math.round(before.width)} × ${Math.round(before.height)}`)
        element.scrollIntoView({ block: 'center', inline: 'center' })
        const box = element.getBoundingClientRect()
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
        const on = document.elementFromPoint(x, y)
        if (!on || !(element.contains(on) || on.contains(element) || on.closest('label')))
          found.push(`${name(element)}: not in view at ${Math.round(x)}, ${Math.round(y)}`)
      }
      for (const element of document.querySelectorAll<HTMLElement>('[data-roomy]')) {
        if (!shown(element)) continue
        const { height } = element.getBoundingClientRect()
        if (height < Math.min(list, element.scrollHeight))
          found.push(
            `${element.getAttribute('aria-label') ?? element.className}: ${Math.round(height)} px high`,
          )
      }
      const wider = document.documentElement.scrollWidth - document.documentElement.clientWidth
      if (wider > 0) found.push(`the page is ${wider} px too wide`)
      return found
    },
    { target: MIN_TARGET, list: MIN_LIST },
  )
}

type Cases = Record<'draft' | 'returned' | 'awaiting_signature' | 'numbered' | 'sealed' | 'released', Case>

/** The screens of a role. */
const SCREENS: Partial<Record<Role, (of: Cases, book: string) => string[]>> = {
  officer: (of) => [
    '/them-moi',
    `/them-moi/${of.draft.id}`,
    '/lich-hen',
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
  const { books } = (await (await office.api('clerk')).get('/books')).body as { books: { id: string }[] }
  return { of, book: books[0]?.id ?? '' }
}

for (const role of Object.keys(SCREENS) as Role[])
  test(`every button of the ${role} is large enough and can be reached`, async ({ office, browserOf }) => {
    test.setTimeout(600_000)
    const { of, book } = await (made ??= make(office))
    for (const [size, viewport] of Object.entries(SIZES)) {
      const context = await browserOf(role, viewport)
      const page = await signInAt(context, office.people[role], role === 'requester' ? '/nguoi-dan/' : '/')
      for (const path of SCREENS[role]?.(of, book) ?? []) {
        await show(page, path)
        await expect(page.getByRole('main')).toBeVisible()
        // The screen before stays until the next one is there.
        if (OF_CASE.test(path))
          await expect(page.getByRole('region', { name: 'Tài liệu' }).locator('canvas').first()).toBeVisible()
        else await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
        await expect(page.getByText('Đang tải…')).toHaveCount(0)
        await expect(page.getByText('Đang mở tài liệu…')).toHaveCount(0)
        expect(page.url()).toBe(`${ORIGIN}${path}`)
        await page.screenshot({
          path: `test-results/layout/${role}-${viewport.width}-${path.replace(/[/?=]/g, '_').slice(0, 24)}.png`,
        })
        expect(await faults(page), `${path} at ${size}`).toEqual([])
      }
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
