/**
 * What every browser test begins with: an office of its own a file, and each person at a computer of their own with the
 * signing service on that desk. Nothing of the system is mocked.
 */
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test'

import { signInAt, Watch, type Screen } from './support/computer'
import { Office, type Role } from './support/office'

export { fillSignIn, signInAt } from './support/computer'
export { axe, guide } from './support/looks'
export { Office, type Role } from './support/office'
export { bounce, fileOf, mailTo, pyHanko, scanFile, smsTo, type Mail, type Verdict } from './support/outside'
export { ORIGIN, stack } from './support/stack'
export { expect }
export type { Page } from '@playwright/test'

interface Options {
  /** Whether certificates are bound, images there and a book open; `test.use({ equipped: false })` for setting them up. */
  equipped: boolean
  /** Whether the test has an office that no other test of its file uses, because it closes the book. */
  alone: boolean
}

interface Given {
  office: Office
  /** Signs somebody in at their computer; gives the page. A requester comes to their own pages. */
  signIn: (role: Role, path?: string) => Promise<Page>
  /** A browser at somebody's computer in which nobody is signed in. */
  browserOf: (role: Role, screen?: Screen) => Promise<BrowserContext>
  /** Says which errors a test brings about on purpose; any other fails it. */
  expectErrors: (pattern: RegExp) => void
  watch: Watch
}

interface Town {
  officeOf: (key: string, equipped: boolean) => Promise<Office>
}

export const test = base.extend<Options & Given, { town: Town }>({
  equipped: [true, { option: true }],
  alone: [false, { option: true }],

  town: [
    async ({}, provide) => {
      let now: { key: string; office: Office } | undefined
      await provide({
        officeOf: async (key, equipped) => {
          if (now?.key !== key) {
            await now?.office.close()
            now = undefined
            now = { key, office: await Office.found(equipped) }
          }
          return now.office
        },
      })
      await now?.office.close()
    },
    { scope: 'worker' },
  ],

  office: async ({ town, equipped, alone }, provide, info) => {
    await provide(await town.officeOf(`${info.file} ${equipped} ${alone ? info.testId : ''}`, equipped))
  },

  watch: async ({}, provide) => {
    const watch = new Watch()
    await provide(watch)
    expect(watch.unexpected(), 'errors in the browsers').toEqual([])
  },

  expectErrors: async ({ watch }, provide) => {
    await provide((pattern) => watch.expect(pattern))
  },

  browserOf: async ({ office, watch }, provide) => {
    const opened: BrowserContext[] = []
    await provide(async (role, screen) => {
      const context = await (await office.computer(role)).open(watch, screen)
      opened.push(context)
      return context
    })
    for (const context of opened) await context.close()
  },

  signIn: async ({ office, browserOf }, provide) => {
    await provide(async (role, path = role === 'requester' ? '/nguoi-dan/' : '/') =>
      signInAt(await browserOf(role), office.people[role], path),
    )
  },
})
