/** The signing service on one person's desk: the project's signing agent, with that person's key of the test PKI. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import { ORIGIN, stack } from './stack'

export class Desk {
  /** The port that the person's browser finds under 8987. */
  readonly port: number
  private readonly key: string
  private agent: ChildProcess | undefined

  private constructor(key: string, port: number) {
    this.key = key
    this.port = port
  }

  /** A desk; the service runs when somebody with a key sits there. */
  static async of(key: string): Promise<Desk> {
    const desk = new Desk(key, await freePort())
    if (key !== '') await desk.start()
    return desk
  }

  /** Starts the service, with another key if one is given. */
  async start(key = this.key): Promise<void> {
    const data = join(stack.pki, '../desks', `browser-${key}`)
    mkdirSync(data, { recursive: true })
    const words = ['--port', String(this.port), '--unattended', '--stop-with-stdin', '--origin', ORIGIN]
    words.push('--pkcs12', join(stack.pki, `${key}.p12`), '--passphrase-file', join(stack.pki, `${key}.pass`))
    const agent = spawn(stack.signing_agent, [...words, '--data-dir', data], {
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    this.agent = agent
    const lines = createInterface({ input: agent.stdout })
    await new Promise<void>((resolve, reject) => {
      lines.once('line', (line) => (line.startsWith('READY ') ? resolve() : reject(new Error(line))))
      agent.once('exit', (code) =>
        reject(new Error(`the signing service of ${key} ended with ${code ?? ''}`)),
      )
      agent.once('error', reject)
    })
  }

  /** Stops it, as when somebody closes it in the tray. */
  async stop(): Promise<void> {
    const agent = this.agent
    this.agent = undefined
    if (agent === undefined || agent.exitCode !== null) return
    const ended = new Promise((resolve) => agent.once('exit', resolve))
    agent.stdin?.end()
    await ended
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
