/**
 * An open dialog owns the keyboard: its own main action answers Ctrl+Enter, and no shortcut reaches the page behind it.
 * Escape takes nothing away that was typed. Its buttons can be seen and hit at every size.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page, Request, Route } from '@playwright/test'

import { bounce, expect, fillSignIn, ORIGIN, stack, test, type Office } from './fixtures'
import {
  ofAdmin,
  ofCentre,
  ofClerk,
  ofOfficer,
  ofRequester,
  ofSigner,
  WRAPPERS,
  type DialogCase,
} from './support/dialogs'
import { displaced } from './support/displaced'
import { faults, SIZES } from './support/layout'
import { show } from './support/show'
import { CONSOLE } from './support/stack'

/** Keys that mean something on one screen or another, beside those that the page itself lists. */
const ALWAYS = [
  'j',
  'k',
  't',
  'n',
  'x',
  '/',
  '?',
  'Space',
  'ArrowLeft',
  'ArrowUp',
  'Shift+ArrowRight',
  'Enter',
]

const open = (page: Page) => page.locator('dialog[open]')

/** The page's shortcuts, as its help lists them. */
async function shortcuts(page: Page): Promise<string[]> {
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Phím tắt' })
  await expect(help).toBeVisible()
  const keys = await help.locator('kbd').allTextContents()
  await page.keyboard.press('Escape')
  await expect(help).toBeHidden()
  return keys.filter((one) => one !== 'Ctrl+Enter')
}

/** Writes that reach the API; each is kept back until it is let go. */
class Writes {
  readonly kept: { what: string; route: Route }[] = []
  /** What a screen sends by itself when it is opened. */
  private static readonly OWN = /\/(signature\/prepare|accounts\/lookup)$/
  private readonly page: Page

  private constructor(page: Page) {
    this.page = page
  }

  static async of(page: Page): Promise<Writes> {
    const writes = new Writes(page)
    await page.route(`${stack.api_url}/**`, (route) => writes.take(route, route.request()))
    return writes
  }

  private take(route: Route, request: Request): Promise<void> | undefined {
    const { pathname } = new URL(request.url())
    if (/GET|OPTIONS|HEAD/.test(request.method()) || Writes.OWN.test(pathname)) return route.continue()
    this.kept.push({ what: `${request.method()} ${pathname}`, route })
    return undefined
  }

  async letGo(): Promise<void> {
    for (const { route } of this.kept.splice(0)) await route.continue()
  }

  async drop(): Promise<void> {
    for (const { route } of this.kept.splice(0)) await route.abort()
  }

  /** Once the page has done what a key that was just pressed may bring about. */
  async names(): Promise<string[]> {
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
    return this.kept.map(({ what }) => what)
  }
}

/** Presses what must not press anything: a key that is held, and one that belongs to a word being composed. */
async function pressWithoutMeaning(page: Page): Promise<void> {
  await page.evaluate(() => {
    const target = document.activeElement ?? document.body
    for (const more of [{ repeat: true }, { isComposing: true }, { keyCode: 229 }])
      target.dispatchEvent(
        new KeyboardEvent('keydown', {
          key: 'Enter',
          ctrlKey: true,
          bubbles: true,
          cancelable: true,
          ...more,
        }),
      )
  })
}

async function expectKept(
  page: Page,
  dialog: Locator,
  before: { url: string; count: number },
): Promise<void> {
  await expect(dialog).toBeVisible()
  await expect(open(page)).toHaveCount(before.count)
  expect(page.url()).toBe(before.url)
  const inside = await page.evaluate(
    () => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null,
  )
  expect(inside, 'the focus stays in the dialog').toBe(true)
}

/** Escape does not take away what was typed: it asks, however often it is pressed. */
async function expectAsked(page: Page, dialog: Locator): Promise<void> {
  const typed = () =>
    dialog.locator('input, textarea').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))
  const before = await typed()
  const stay = dialog.getByRole('button', { name: 'Nhập tiếp' })
  await page.keyboard.press('Escape')
  await expect(stay).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(dialog.getByRole('alert')).toContainText(
    'Những gì đã nhập ở đây chưa được gửi và sẽ mất nếu đóng.',
  )
  await stay.click()
  await expect(stay).toBeHidden()
  expect(await typed()).toEqual(before)
}

async function check(page: Page, writes: Writes, one: DialogCase, bound: readonly string[]): Promise<void> {
  await one.open(page)
  const dialog = page.getByRole('dialog', { name: one.title })
  await expect(dialog).toBeVisible()
  const before = { url: page.url(), count: await open(page).count() }

  // The requester's are for telephones, with a list that lies over the buttons while it is open: `telephone.e2e.ts`.
  const forRequester = one.source.startsWith('requester/')
  const size = page.viewportSize()
  for (const [name, viewport] of forRequester ? [] : Object.entries(SIZES)) {
    await page.setViewportSize(viewport)
    expect(await faults(page, 'dialog[open]'), name).toEqual([])
  }
  if (size) await page.setViewportSize(size)

  // Nothing behind it answers, whether a field has the focus or none.
  await dialog.getByRole('heading', { level: 2 }).first().click()
  for (const key of new Set([...bound, ...ALWAYS])) {
    await page.keyboard.press(key)
    await expectKept(page, dialog, before)
  }
  for (let at = 0; at < 12; at++) await page.keyboard.press('Tab')
  await expectKept(page, dialog, before)
  await pressWithoutMeaning(page)
  expect(await writes.names()).toEqual([])

  if ((one.fill && !one.ready) || one.sends === undefined) {
    await dialog.getByRole('heading', { level: 2 }).first().click()
    await page.keyboard.press('Control+Enter')
    await expectKept(page, dialog, before)
    expect(await writes.names()).toEqual([])
  }
  if (one.sends === undefined) {
    await page.keyboard.press('Escape')
    await expect(open(page)).toHaveCount(before.count - 1)
    return
  }

  // Its own main action answers, once.
  await one.fill?.(dialog, page)
  if (one.fill && !one.keeps && !forRequester) await expectAsked(page, dialog)
  await pressWithoutMeaning(page)
  expect(await writes.names()).toEqual([])
  await page.keyboard.press('Control+Enter')
  await expect.poll(async () => (await writes.names()).length).toBeGreaterThan(0)
  await page.keyboard.press('Control+Enter')
  const sent = await writes.names()
  expect(sent).toEqual(sent.map(() => expect.stringMatching(one.sends ?? /^$/)))
  if (!one.many) expect(sent).toHaveLength(1)
  expect(page.url()).toBe(before.url)
  if (one.held) return
  await writes.letGo()
  await expect(dialog).toBeHidden()
}

/** Goes through dialogs; those whose main action is held back come on a page of their own. */
async function checkAll(
  dialogs: readonly DialogCase[],
  signIn: () => Promise<Page>,
  arrive: (page: Page) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  let page: Page | undefined
  for (const one of dialogs)
    await test.step(`${one.source}: ${String(one.title)}`, async () => {
      page ??= await signIn()
      if (one.path !== '') await show(page, one.path)
      await arrive(page)
      const writes = await Writes.of(page)
      const bound = one.source.startsWith('requester/') ? [] : await shortcuts(page)
      await check(page, writes, one, bound)
      if (one.held) {
        await writes.drop()
        await page.context().close() // before it is tried again
        page = undefined
      } else await page.unroute(`${stack.api_url}/**`)
    })
}

async function stateOf(office: Office, id: string | undefined): Promise<string> {
  return ((await (await office.api('officer')).get(`/cases/${id ?? ''}`)).body as { state: string }).state
}

/** A copy that was sent and came back. */
async function cameBack(office: Office): Promise<void> {
  const [one] = await office.cases('released')
  const clerk = await office.api('clerk')
  const first = async () => {
    const { deliveries } = (await clerk.get(`/cases/${one?.id ?? ''}/deliveries`)).body as {
      deliveries: { id: string; about: string; status: string; attempts: { message_id?: string }[] }[]
    }
    return deliveries[0]
  }
  await expect.poll(async () => (await first())?.status).toBe('sent')
  const line = await first()
  if (line) await bounce(office.agency, line)
}

test('every dialog in the sources is in the list of these tests', () => {
  const folder = join(CONSOLE, 'src')
  const written = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx') && file !== 'ui/Dialog.tsx')
    .filter((file) =>
      /<(Dialog|Confirm|FileDialog|Dated\.Remove|dialog)\b/.test(readFileSync(join(folder, file), 'utf8')),
    )
  const office = { account: {}, agency: '', people: { signer: {} } } as unknown as Office
  const none = { signed: undefined, sealed: undefined, released: undefined }
  const listed = [
    ...ofSigner(undefined),
    ...ofClerk(none, ''),
    ...ofOfficer(office, undefined),
    ...ofAdmin(office),
    ...ofCentre(office),
    ...ofRequester(''),
  ].map(({ source }) => source)
  const elsewhere = ['ui/SessionExpired.tsx', 'features/books/FileDialog.tsx', ...WRAPPERS]
  expect([...new Set([...listed, ...elsewhere])].sort()).toEqual(written.sort())
})

test('the leader’s dialogs', async ({ office, signIn, expectErrors }) => {
  expectErrors(/ERR_FAILED/)
  test.setTimeout(600_000)
  const [one, other] = await office.cases('awaiting_signature', { count: 2 })
  await checkAll(
    ofSigner(one),
    () => signIn('signer', `/cho-ky/${one?.id ?? ''}`),
    async (page) => {
      // The page behind could sign.
      if (page.url().includes('/cho-ky/'))
        await expect(page.getByRole('button', { name: /^Ký số/ })).toHaveAttribute('aria-disabled', 'false')
    },
  )
  expect(await stateOf(office, one?.id)).toBe('returned')
  expect(await stateOf(office, other?.id)).toBe('awaiting_signature')
})

test.describe(() => {
  test.use({ alone: true })

  test('the clerk’s dialogs', async ({ office, signIn, expectErrors }) => {
    expectErrors(/ERR_FAILED/)
    test.setTimeout(600_000)
    const [signed] = await office.cases('signed')
    const [sealed] = await office.cases('sealed')
    const [released] = await office.cases('released')
    await cameBack(office)
    const { books } = (await (await office.api('clerk')).get('/books')).body as { books: { id: string }[] }
    await checkAll(ofClerk({ signed, sealed, released }, books[0]?.id ?? ''), () => signIn('clerk'))
    expect(await stateOf(office, signed?.id)).toBe('numbered')
    expect(await stateOf(office, sealed?.id)).toBe('released')
  })
})

test('the officer’s dialogs', async ({ office, signIn, expectErrors }) => {
  test.setTimeout(600_000)
  expectErrors(/ERR_FAILED/)
  await displaced(office)
  const [returned, other] = await office.cases('returned', { count: 2 })
  await checkAll(ofOfficer(office, returned), () => signIn('officer'))
  expect(await stateOf(office, returned?.id)).toBe('cancelled')
  expect(await stateOf(office, other?.id)).toBe('returned')
})

test('the administrator’s dialogs', async ({ office, signIn, expectErrors }) => {
  expectErrors(/ERR_FAILED/)
  test.setTimeout(600_000)
  await cameBack(office)
  await checkAll(ofAdmin(office), () => signIn('admin', '/quan-tri'))
})

test('the dialogs of the centre', async ({ office, browserOf, expectErrors }) => {
  test.setTimeout(600_000)
  expectErrors(/ERR_FAILED/)
  const centre = stack.users.find(({ username }) => username === 'centre')
  await checkAll(ofCentre(office), async () => {
    const page = await (await browserOf('admin')).newPage()
    await page.goto(`${ORIGIN}/quan-tri`)
    if (centre) await fillSignIn(page, { ...centre, key: '' })
    await expect(page.getByRole('heading', { level: 1, name: 'Quản trị' })).toBeVisible()
    return page
  })
  // Nothing of the country was changed.
  const { government } = (await (await office.api('admin')).get('/trust')).body as { government: unknown[] }
  expect(government).toHaveLength(1)
})

test('the requester’s dialogs', async ({ office, signIn }) => {
  test.setTimeout(600_000)
  const admin = await office.api('admin')
  const { version } = (await admin.get(`/agencies/${office.agency}`)).body as { version: number }
  const name = `Ủy ban nhân dân phường Phím ${office.agency.slice(-8)}`
  const changed = await admin.send('PATCH', `/agencies/${office.agency}`, { name, version })
  expect(changed.status, JSON.stringify(changed.body)).toBe(200)
  await checkAll(ofRequester(name), () => signIn('requester'))
})

test('what was typed in a dialog is given up only when that is chosen', async ({ signIn }) => {
  const page = await signIn('officer', '/lich-hen')
  await page.getByRole('button', { name: 'Đặt lịch hẹn' }).first().click()
  const dialog = page.getByRole('dialog', { name: /^Đặt lịch hẹn cho/ })
  const notes = dialog.getByRole('textbox').last()
  await notes.fill('Mang theo bản chính')
  await page.mouse.click(5, 5) // beside it
  await expect(notes).toHaveValue('Mang theo bản chính')
  await notes.focus()
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Nhập tiếp' }).press('Enter')
  await expect(notes).toBeFocused()
  await expect(notes).toHaveValue('Mang theo bản chính')
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Bỏ và đóng' }).click()
  await expect(dialog).toBeHidden()
})
