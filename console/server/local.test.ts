import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

test.each(['preview', 'dev'])(
  'the server of `vite %s` ends with what started it',
  async (mode) => {
    const folder = mkdtempSync(join(tmpdir(), 'console-'))
    const stack = join(folder, 'stack.json')
    writeFileSync(stack, JSON.stringify({ endpoint: 'http://localhost:1' }))
    writeFileSync(join(folder, 'index.html'), '<!doctype html>')
    const vite = join(ROOT, 'node_modules/vite/bin/vite.js')
    const port = String(await freePort())
    const built = mode === 'preview' ? ['--outDir', folder] : []
    const server = spawn(process.execPath, [vite, mode, '--host', '127.0.0.1', '--port', port, ...built], {
      cwd: ROOT,
      // As on a server of continuous integration, where Vite does not look at its input.
      env: { ...process.env, CI: 'true', STACK: stack, STOP_WITH_STDIN: '1' },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    onTestFinished(() => void server.kill())
    let ended = false
    const exit = once(server, 'exit').finally(() => (ended = true))
    for await (const said of server.stdout) if (String(said).includes(port)) break
    expect(ended).toBe(false)
    server.stdin.end() // as when the process that holds it is gone
    expect(await exit).toEqual([0, null])
  },
  60_000,
)
