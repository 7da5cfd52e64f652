/** The guide shows what the browser tests take pictures of: no more, no less. `GUIDE=1` makes the pictures anew. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from '@playwright/test'

import { CONSOLE } from './support/stack'

const text = readFileSync(join(CONSOLE, '../docs/huong-dan-su-dung.md'), 'utf8')
const shown = [...text.matchAll(/!\[[^\]]+\]\(hinh\/([\w-]+)\.png\)/g)].map(([, name = '']) => name)

const folder = join(CONSOLE, 'e2e')
const tests = readdirSync(folder)
  .filter((name) => name.endsWith('.e2e.ts') && name !== 'guide.e2e.ts')
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n')
// A name with a part that is put in stands for all that fit it.
const taken = [...tests.matchAll(/\bguide\(\s*\w+,\s*(['`])([^'`]+)\1/g)].map(([, , name = '']) => name)
const fits = (name: string) => new RegExp(`^${name.replace(/\$\{\w+\}/g, '[\\w-]+')}$`)

test('every picture of the guide is taken by a browser test', () => {
  expect(shown.length).toBeGreaterThan(0)
  expect(shown.filter((name) => !taken.some((one) => fits(one).test(name)))).toEqual([])
})

test('every picture that a browser test takes is in the guide', () => {
  expect(taken.length).toBeGreaterThan(0)
  expect(taken.filter((name) => !shown.some((one) => fits(name).test(one)))).toEqual([])
})
