/** The running stack, and the program that does for these tests what the journeys' own code does (`tests/src/bin/office`). */
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'

/** What `.local/stack.json` says, as far as it is needed here. */
interface Stack {
  endpoint: string
  api_url: string
  client_id: string
  pki: string
  signing_agent: string
  python: string
  /** Where CloudFront would read the console, and its distribution. */
  console_bucket: string
  console_distribution: string
  /** Who can sign in to the stack as it was begun. */
  users: { username: string; password: string; name: string; agency: string }[]
}

/** The console's folder. */
export const CONSOLE = resolve(import.meta.dirname, '../..')

/** Where the console lives, for the API, S3 and the signing services; each browser finds the served one there. */
export const ORIGIN = 'http://localhost:5173'

const file = resolve(process.env.STACK ?? join(CONSOLE, '../.local/stack.json'))

export const stack = JSON.parse(readFileSync(file, 'utf8')) as Stack

const run = promisify(execFile)

/** Runs `office` and gives the JSON that it prints. */
export async function office<T>(...words: string[]): Promise<T> {
  const program = join(dirname(stack.signing_agent), 'office')
  const { stdout } = await run(program, words, {
    env: { ...process.env, STACK: file },
    maxBuffer: 200_000_000,
  })
  return (stdout === '' ? undefined : JSON.parse(stdout)) as T
}

/** Runs a script of `infra/local` on a text, as `cargo xtask` does; it calls the stack with the environment's credentials. */
export async function script(name: string, words: string[], input: string): Promise<void> {
  const running = run(stack.python, [join(CONSOLE, '../infra/local', name), ...words], { env: process.env })
  running.child.stdin?.end(input)
  await running
}

/** The emulator asks who calls; it looks at no signature. */
export const localCaller = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=test/20261126/ap-southeast-1/${service}/aws4_request, SignedHeaders=host, Signature=0`

/** Gives figures to `cargo xtask bench`, when it asks for them. */
export function measured(figures: Record<string, number>): void {
  if (process.env.MEASURES) writeFileSync(process.env.MEASURES, JSON.stringify(figures))
}
