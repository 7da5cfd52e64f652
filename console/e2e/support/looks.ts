/** Looking at a screen as it is: pictures for the guide, and axe-core. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

import { expect, type Page } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'

import { CONSOLE } from './stack'

/** With `GUIDE=1` the pictures of the guide are made anew; else they only show what a run saw. */
const PICTURES =
  process.env.GUIDE === '1' ? join(CONSOLE, '../docs/hinh') : join(CONSOLE, 'test-results/hinh')

/** Takes the picture of a screen for the guide: `docs/hinh/<name>.png`. */
export async function guide(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.screenshot({
    path: join(PICTURES, `${name}.png`),
    animations: 'disabled',
    caret: 'hide',
    scale: 'css',
  })
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  resultTypes: ['violations'],
}

/** Insists that axe-core finds nothing against WCAG 2.2 AA on the screen. */
export async function axe(page: Page): Promise<void> {
  // Evaluated by the debugger, which the content security policy does not bind.
  await page.evaluate(AXE)
  const { violations } = await page.evaluate(
    (options) =>
      (window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run(options),
    RULES as object,
  )
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html} (${node.failureSummary ?? ''})`),
  )
  expect(found, `axe-core at ${page.url()}`).toEqual([])
}
