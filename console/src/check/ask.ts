/** The four questions that anybody may ask of the API. */
import { problemOf, Unreachable } from '../api/problem'
import type { components } from '../api/schema'
import { config } from '../config'

type Schemas = components['schemas']
export type Check = Schemas['CheckView']

/** This network address has asked too often. */
export class TooMany extends Error {
  /** Until when there is no answer, in milliseconds since 1970. */
  readonly until: number

  constructor(seconds: number) {
    super('too many')
    this.until = Date.now() + seconds * 1000
  }
}

/** Pauses before a repeat, in milliseconds. */
const PAUSES = [500, 2000]

export const byCode = (code: string): Promise<Check> =>
  patiently(() => ask('GET', `/verify/${encodeURIComponent(code)}`))

export const byDigest = (sha256: string): Promise<Check> =>
  patiently(() => ask('POST', '/verify', { sha256 } satisfies Schemas['DigestBody']))

// Not repeated: each asking sends a message, and a code that was taken opens nothing again.
export const sendCode = (code: string): Promise<unknown> =>
  ask('POST', `/verify/${encodeURIComponent(code)}/download-code`, {})

export const fetchCopy = (code: string, digits: string): Promise<Schemas['CopyLink']> =>
  ask('POST', `/verify/${encodeURIComponent(code)}/download`, {
    code: digits,
  } satisfies Schemas['DownloadBody'])

async function ask<T>(method: string, path: string, body?: object): Promise<T> {
  let answer: Response
  try {
    answer = await fetch(`${config().api_url}${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
  } catch (cause) {
    throw new Unreachable(cause)
  }
  if (answer.status === 429) throw new TooMany(Number(answer.headers.get('retry-after')) || 60)
  if (!answer.ok) throw await problemOf(answer)
  return (await answer.json()) as T
}

/** Asks again when nothing answered; asking changes nothing. */
async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await attempt()
    } catch (problem) {
      if (!(problem instanceof Unreachable)) throw problem
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
  return attempt()
}
