/** What `cargo xtask deploy` uploads, in a bucket: what was built, compressed, and said to be what it is. */
import { existsSync, readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, test } from '@playwright/test'

import { CONSOLE, localCaller, script, stack } from './support/stack'

const DIST = join(CONSOLE, 'dist')
const TYPES: Record<string, RegExp> = {
  html: /^text\/html; charset=utf-8$/,
  css: /^text\/css; charset=utf-8$/,
  js: /^text\/javascript; charset=utf-8$/,
  mjs: /^text\/javascript; charset=utf-8$/,
  svg: /^image\/svg\+xml$/,
  woff2: /^font\/woff2$/,
  wasm: /^application\/wasm$/,
}

const stored = (name: string) =>
  fetch(`${stack.endpoint}/${stack.console_bucket}/${name}`, {
    headers: { authorization: localCaller('s3') },
  })

test('the uploaded console is the one that was built', async () => {
  const config = '{"api_url": "https://api.example.vn"}'
  const outputs = {
    ConsoleBucketName: stack.console_bucket,
    ConsoleDistributionId: stack.console_distribution,
    ConsoleDistributionUrl: 'https://console.example.vn',
    ConsoleConfig: config,
  }
  await script('upload_console.py', [DIST], JSON.stringify(outputs))

  const entries = await readdir(DIST, { recursive: true, withFileTypes: true })
  const files = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  const names = files.map((path) => path.slice(DIST.length + 1))
  const built = names.filter((name) => !name.startsWith('.') && !name.endsWith('.br'))
  for (const name of names.filter((name) => name.startsWith('.')))
    expect((await stored(name)).status, name).toBe(404)
  expect(built).toContain('kiem-tra/index.html')
  for (const name of built) {
    const answer = await stored(name)
    expect(answer.status, name).toBe(200)
    // Uncompressed on the way, as every browser does.
    expect(Buffer.from(await answer.arrayBuffer()).equals(readFileSync(join(DIST, name))), name).toBe(true)
    const { headers } = answer
    const compressed = existsSync(join(DIST, `${name}.br`))
    expect(headers.get('content-encoding'), name).toBe(compressed ? 'br' : null)
    expect(headers.get('content-type'), name).toMatch(TYPES[name.split('.').at(-1) ?? ''] ?? /^$/)
    expect(headers.get('cache-control'), name).toBe(
      name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    )
    expect((await stored(`${name}.br`)).status, name).toBe(404)
  }
  expect(await (await stored('config.json')).text()).toBe(config)
})
