/**
 * `Idempotency-Key`s. A key belongs to what a person wants, not to a press: it is drawn when a request is first sent and
 * kept until its outcome is known, through a reload too. A repeat of the request then gets the first one's answer.
 *
 * Requests are recognised by their digest, in this tab's storage: nothing that was typed stands there.
 */
import { Problem } from './problem'

const PLACE = 'requests'
/** How long the API keeps an answer, in milliseconds. */
const KEPT = 24 * 3_600_000

/** What only looks up, or hands out something short-lived: a new request wants a new one. */
const HANDS_OUT = /\/(challenge|export|lookup|prepare|print|scan|slip)$/

/** A request whose outcome is not known. */
interface Pending {
  key: string
  /** Method and path. */
  of: string
  since: number
}

/** Keys that were asked for, and the keys of the same requests from before a reload. */
const aliases = new Map<string, string>()

export interface Standing {
  key: string
  /** Takes note of an answer. */
  answered: (answer: Response) => Promise<void>
}

/** The key of a write: that of the same request while its outcome is not known, or else the one that it carries. */
export async function standing(request: Request): Promise<Standing> {
  const asked = request.headers.get('idempotency-key') ?? crypto.randomUUID()
  const of = `${request.method} ${new URL(request.url).pathname}`
  if (HANDS_OUT.test(of)) return { key: asked, answered: () => Promise.resolve() }
  const digest = await digestOf(request)
  const all = pending()
  const before = all[digest]
  const key = aliases.get(asked) ?? before?.key ?? asked
  if (key !== asked) aliases.set(asked, key)
  store({ ...all, [digest]: { key, of, since: before?.since ?? Date.now() } })
  return {
    key,
    answered: async (answer) => {
      const problem = await nameOf(answer)
      if (!known(answer.status, problem)) return
      const reused = problem === 'idempotency-key-reused'
      const over = (at: string, one: Pending) =>
        at === digest ||
        // The key's other requests remain open when it is said to be another one's.
        (!reused && one.key === key) ||
        // A later change of the same thing makes an earlier one's repeat senseless.
        (request.method !== 'POST' && one.of === of)
      store(Object.fromEntries(Object.entries(pending()).filter(([at, one]) => !over(at, one))))
    },
  }
}

/** Whether an answer says what became of its request. */
function known(status: number, problem: string | undefined): boolean {
  return status < 500 && status !== 401 && status !== 429 && problem !== 'request-under-way'
}

/** The problem that an answer names, without its `urn:chung-thuc:problem:`. */
export async function nameOf(answer: Response): Promise<string | undefined> {
  if (answer.ok) return undefined
  try {
    const { type } = (await answer.clone().json()) as { type?: unknown }
    return typeof type === 'string' ? type.split(':').at(-1) : undefined
  } catch {
    return undefined
  }
}

async function digestOf(request: Request): Promise<string> {
  const asked = `${request.method} ${request.url}\n${await request.clone().text()}`
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(asked))
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
}

function pending(): Record<string, Pending> {
  try {
    const all = JSON.parse(sessionStorage.getItem(PLACE) ?? '{}') as Record<string, Pending>
    return Object.fromEntries(Object.entries(all).filter(([, { since }]) => Date.now() - since < KEPT))
  } catch {
    return {}
  }
}

function store(all: Record<string, Pending>): void {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(all))
  } catch {
    // Without storage a key still holds for the repeats of its own request.
  }
}

/** What came of a wish. */
export interface Made<C, A> {
  answer: A
  /** What it was made of: an earlier press's content, when that one had reached the API. */
  content: C
}

/**
 * One new thing that a person wants, from the opening of a form until it is there. While it is not known what became of a
 * press, the next one goes out under the same key, with corrected content too: the API then takes the corrected one, or
 * says that it has had another, whose outcome is asked for.
 */
export class Wish<C, A> {
  private key = crypto.randomUUID()
  /** What was sent under the key. */
  private sent: C[] = []
  private readonly send: (content: C, key: string) => Promise<A>

  constructor(send: (content: C, key: string) => Promise<A>) {
    this.send = send
  }

  async make(content: C): Promise<Made<C, A>> {
    const earlier = this.sent.filter((one) => !same(one, content)).reverse()
    try {
      return await this.ask(content)
    } catch (refused) {
      if (!isReused(refused)) throw refused
    }
    for (const one of earlier) {
      try {
        return await this.ask(one)
      } catch (refused) {
        if (isReused(refused)) continue
        if (isOpen(refused)) throw refused
        break // it was refused then, so nothing has been made
      }
    }
    this.renew()
    return this.ask(content)
  }

  private async ask(content: C): Promise<Made<C, A>> {
    if (!this.sent.some((one) => same(one, content))) this.sent.push(content)
    try {
      const answer = await this.send(content, this.key)
      this.renew()
      return { answer, content }
    } catch (refused) {
      if (!isOpen(refused) && !isReused(refused)) this.renew()
      throw refused
    }
  }

  private renew(): void {
    this.key = crypto.randomUUID()
    this.sent = []
  }
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function isReused(refused: unknown): boolean {
  return refused instanceof Problem && refused.is('idempotency-key-reused')
}

/** Whether it is not known what became of a request. */
function isOpen(refused: unknown): boolean {
  return !(refused instanceof Problem) || !known(refused.status, refused.type.split(':').at(-1))
}
