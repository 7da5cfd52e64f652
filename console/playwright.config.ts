import { defineConfig } from '@playwright/test'

/**
 * The console in a real browser, on the real local stack, with real signing services. `cargo xtask test --browser` builds
 * what this needs, starts the stack and runs it; `STACK` names the description of a running one.
 *
 * `CONSOLE_PORT` takes a console that is already served there (`vite`, while one works on it); without it, the built one
 * is served.
 */
const port = process.env.CONSOLE_PORT ?? process.env.BROWSER_PORT ?? '5273'
process.env.CONSOLE_PORT_USED = port

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.e2e.ts',
  outputDir: 'test-results',
  // Each file has an office of its own, so files run beside each other; the machine's cores are the limit.
  workers: Number(process.env.BROWSER_WORKERS ?? 2),
  // A machine that stalls is no fault of the console; what passed only at the second try is listed as flaky.
  retries: process.env.CI === undefined ? 0 : 1,
  forbidOnly: process.env.CI !== undefined,
  // For a hang only: the first test of a file founds its office, on a machine that builds beside it.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  // A trace costs a fifth of the time: the second try is traced, and the first with TRACE=1.
  use: { trace: process.env.TRACE === undefined ? 'on-first-retry' : 'on', actionTimeout: 30_000 },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --port ${port} --strictPort --host 127.0.0.1`,
    url: `http://127.0.0.1:${port}/config.json`,
    reuseExistingServer: process.env.CONSOLE_PORT !== undefined,
    env: { STACK: process.env.STACK ?? '../.local/stack.json' },
  },
})
