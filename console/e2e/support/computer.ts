/** One person's computer: a browser of its own, whose 127.0.0.1:8987 is the signing service on that desk. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

import { chromium, expect, type Browser, type BrowserContext, type Page } from '@playwright/test'

import { Desk } from './desk'
import { ORIGIN } from './stack'

/** As the officials' guide has it, and what headless Chromium as root on a closed network needs. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The file of a program that `infra/local/programs.txt` declares. */
function program(name: string): string {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const file = folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
  if (file === undefined) throw new Error(`${name} is not on PATH; \`cargo xtask test\` installs it`)
  return file
}

export interface Person {
  username: string
  password: string
  name: string
  /** Name of the key in the test PKI; empty for those who sign nothing. */
  key: string
}

/** What somebody sits in front of, or holds. */
export interface Screen {
  width: number
  height: number
  /** A telephone. */
  touch?: boolean
  /** Where its clock is set; Việt Nam's zone without it. */
  timezoneId?: string
}

/** The office's screen. */
const DESK: Screen = { width: 1366, height: 768 }

export class Computer {
  readonly desk: Desk
  private readonly browser: Browser

  private constructor(desk: Desk, browser: Browser) {
    this.desk = desk
    this.browser = browser
  }

  static async of({ key }: Person): Promise<Computer> {
    const desk = await Desk.of(key)
    const rules = `MAP localhost:5173 127.0.0.1:${process.env.CONSOLE_PORT_USED ?? ''}, MAP 127.0.0.1:8987 127.0.0.1:${desk.port}`
    const browser = await chromium.launch({
      executablePath: program('chromium'),
      args: [...FLAGS, `--host-resolver-rules=${rules}`],
    })
    return new Computer(desk, browser)
  }

  /** A fresh profile of the browser, in Vietnamese. */
  async open(watch: Watch, screen: Screen = DESK): Promise<BrowserContext> {
    const { timezoneId = 'Asia/Ho_Chi_Minh', touch = false, ...viewport } = screen
    const context = await this.browser.newContext({
      ignoreHTTPSErrors: true, // the desk's own certificate
      locale: 'vi-VN',
      timezoneId,
      viewport,
      hasTouch: touch,
      isMobile: touch,
      acceptDownloads: true,
      reducedMotion: 'reduce', // frames are drawn by the processor here
    })
    watch.over(context)
    return context
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.desk.stop()
  }
}

/** Fills the provider's sign-in page, in whichever window it is. */
export async function fillSignIn(page: Page, { username, password }: Person): Promise<void> {
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Opens an address of the console, by way of the sign-in. */
export async function signInAt(context: BrowserContext, person: Person, path: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${ORIGIN}${path}`)
  await fillSignIn(page, person)
  await expect(page.getByRole('main')).toBeVisible()
  return page
}

/**
 * What goes wrong in a page without anybody seeing it: uncaught errors, errors in the console, breaches of the content
 * security policy (which the browser reports there). No error is a refusal by the API with a status of 4xx, and that no
 * signing service answers; those are for the screen to show.
 */
export class Watch {
  private readonly found: string[] = []
  private readonly expected: RegExp[] = [
    /^Failed to load resource: the server responded with a status of 4\d\d/,
    /^WebSocket connection to 'wss:\/\/127\.0\.0\.1:8987\//,
  ]

  over(context: BrowserContext): void {
    context.on('weberror', (error) =>
      this.found.push(`uncaught: ${error.error().stack ?? error.error().message}`),
    )
    context.on('console', (message) => {
      if (message.type() === 'error') this.found.push(`${message.text()} (${message.location().url})`)
    })
  }

  /** Says that a test brings errors about on purpose. */
  expect(pattern: RegExp): void {
    this.expected.push(pattern)
  }

  unexpected(): string[] {
    return this.found.filter((line) => !this.expected.some((pattern) => pattern.test(line)))
  }
}
