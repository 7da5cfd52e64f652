/** An office with everybody that there are screens for, each at a computer of their own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Case, CaseState } from '../../src/api/types'
import { Computer, type Person } from './computer'
import { office, stack } from './stack'

export type Role = 'officer' | 'second-officer' | 'signer' | 'vice-signer' | 'clerk' | 'admin' | 'requester'

interface Described {
  agency: string
  agency_name: string
  /** A requester's account of the national portal, that the counter finds by its number. */
  account: { number: string; id: string; name: string }
  users: Record<Role, Person>
}

export interface Answer {
  status: number
  // What a test looks at is for the test to say.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any
}

export interface Api {
  get: (path: string) => Promise<Answer>
  send: (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) => Promise<Answer>
}

export interface CaseWishes {
  count?: number
  /** Layout of the scan, as `tests/scans` names them, in lower case. */
  layout?: string
  /** Length of the scan in bytes; small without it. */
  size?: number
  /** Number of the requester's portal account; without it the copy goes by e-mail. */
  account?: string
}

export class Office {
  readonly agency: string
  readonly agencyName: string
  readonly account: Described['account']
  readonly people: Record<Role, Person>
  private readonly folder: string
  private readonly computers = new Map<Role, Promise<Computer>>()

  private constructor(described: Described) {
    this.agency = described.agency
    this.agencyName = described.agency_name
    this.account = described.account
    this.people = described.users
    this.folder = mkdtempSync(join(tmpdir(), 'office-'))
    writeFileSync(this.description, JSON.stringify(described))
  }

  private get description(): string {
    return join(this.folder, 'office.json')
  }

  /** A new one; not `equipped`, it has no certificates, images and book yet. */
  static async found(equipped: boolean): Promise<Office> {
    return new Office(await office<Described>('found', ...(equipped ? [] : ['--unequipped'])))
  }

  /** Where somebody works; the same computer in the whole file. */
  computer(role: Role): Promise<Computer> {
    const known = this.computers.get(role)
    if (known) return known
    const made = Computer.of(this.people[role])
    this.computers.set(role, made)
    return made
  }

  /** Makes cases in a state, by the steps that lead there; gives them as the API shows them. */
  cases(state: CaseState, wishes: CaseWishes = {}): Promise<Case[]> {
    const options = Object.entries(wishes).flatMap(([name, value]) => [`--${name}`, String(value)])
    return office<Case[]>('cases', '--office', this.description, '--state', state, ...options)
  }

  /** The API in somebody's name, for what another counter does meanwhile, and for looking at what came of a click. */
  async api(role: Role): Promise<Api> {
    const { username, password } = this.people[role]
    const answer = await fetch(stack.endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
      },
      body: JSON.stringify({
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: stack.client_id,
        AuthParameters: { USERNAME: username, PASSWORD: password },
      }),
    })
    const tokens = (await answer.json()) as { AuthenticationResult: { IdToken: string } }
    const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
      const called = await fetch(`${stack.api_url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${tokens.AuthenticationResult.IdToken}`,
          'content-type': 'application/json',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await called.text()
      return { status: called.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) }
    }
    return { get: (path) => call('GET', path), send: call }
  }

  /** Withdraws every sign-in of somebody: the tokens that they have are not renewed any more. */
  async withdrawSignIns(role: Role): Promise<void> {
    await office('sign-out', this.people[role].username)
  }

  async close(): Promise<void> {
    for (const computer of this.computers.values()) await (await computer).close()
    rmSync(this.folder, { recursive: true })
  }
}
