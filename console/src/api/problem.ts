/** What the API refuses, and what kept us from reaching it. */
import type { components } from './schema'

export type ProblemType = components['schemas']['ProblemType']
type Body = components['schemas']['ProblemBody']

/** Says a refusal in another language than the API's own. */
export type Translation = (problem: Pick<Problem, 'type' | 'status' | 'facts'>) => {
  title: string
  detail: string
}
let translation: Translation | undefined

/** Has refusals said in another language from now on; without one in the API's own words. */
export function sayRefusals(by: Translation | undefined): void {
  translation = by
}

/** A refusal by the API (`application/problem+json`): what happened and what to do, in the chosen language. */
export class Problem extends Error {
  readonly type: ProblemType
  readonly status: number
  /** To quote to support. */
  readonly requestId: string
  readonly facts: Readonly<Record<string, unknown>>

  constructor(body: Body) {
    super(body.detail)
    this.name = 'Problem'
    this.type = body.type
    this.status = body.status
    this.requestId = body.request_id
    this.facts = body.facts ?? {}
    this.own = { title: body.title, detail: body.detail }
    Object.defineProperty(this, 'message', { get: () => this.said.detail })
  }

  /** The API's words. */
  private readonly own: { title: string; detail: string }

  private get said() {
    return translation?.(this) ?? this.own
  }

  get title(): string {
    return this.said.title
  }

  /** Whether this is the problem of a name, without its `urn:chung-thuc:problem:`. */
  is(name: string): boolean {
    return this.type === `urn:chung-thuc:problem:${name}`
  }

  /** The field of the body that is wrong, when one is. */
  get field(): string | undefined {
    return typeof this.facts.field === 'string' ? this.facts.field : undefined
  }

  /** The case, book, … is no longer as it was seen. */
  get meanwhile(): boolean {
    return this.status === 409
  }
}

/** The API was not reached, or what answered was not the API. */
export class Unreachable extends Error {
  readonly requestId: string | undefined

  constructor(cause: unknown, requestId?: string) {
    super('unreachable', { cause })
    this.name = 'Unreachable'
    this.requestId = requestId
  }
}

/** The problem that an answer carries. */
export async function problemOf(answer: Response): Promise<Problem | Unreachable> {
  const requestId = answer.headers.get('apigw-requestid') ?? undefined
  try {
    const body = (await answer.json()) as Partial<Body>
    if (typeof body.type === 'string' && typeof body.detail === 'string') return new Problem(body as Body)
    return new Unreachable(answer.status, requestId)
  } catch {
    return new Unreachable(answer.status, requestId)
  }
}
