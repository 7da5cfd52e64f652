/**
 * The HTTP API, typed by its contract (`infra/openapi.json`).
 *
 * A request that did not get through is sent again for a while under the same `Idempotency-Key`, so that what it asks
 * for happens once; a refusal is thrown as `Problem`.
 */
import createClient from 'openapi-fetch'

import { config } from '../config'
import { token, tokenRefused } from '../session/session'
import { lost, reached, waitsForEarlier } from './connection'
import { problemOf, Unreachable } from './problem'
import type { paths } from './schema'
import { nameOf, standing } from './wish'

/** Pauses before a repeat, in milliseconds; half a minute of patience in all. */
const PAUSES = [300, 1000, 2000, 4000, 8000, 15000]
const PASSING = new Set([429, 502, 503, 504])

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** How long the answer to a request is waited for that is still being carried out, and the pause between two looks. */
const UNDER_WAY = 45_000
const LOOK = 1500

/** Sends a request for the person who is signed in. */
async function send(request: Request): Promise<Response> {
  const signed = new Request(request)
  if (!WRITES.has(signed.method)) return withToken(signed)
  const wish = await standing(signed)
  signed.headers.set('idempotency-key', wish.key)
  const answer = await finished(signed)
  await wish.answered(answer)
  return answer
}

async function withToken(request: Request): Promise<Response> {
  for (;;) {
    const bearer = await token()
    request.headers.set('authorization', `Bearer ${bearer}`)
    const answer = await patiently(request)
    if (answer.status !== 401) return answer
    tokenRefused(bearer)
  }
}

/** Sends a write; while the API is still carrying it out, that is said and its answer waited for. */
async function finished(request: Request): Promise<Response> {
  const until = Date.now() + UNDER_WAY
  let over: (() => void) | undefined
  try {
    for (;;) {
      const answer = await withToken(request)
      if (answer.status !== 409 || (await nameOf(answer)) !== 'request-under-way' || Date.now() > until)
        return answer
      over ??= waitsForEarlier()
      await rest(LOOK, request.signal)
    }
  } finally {
    over?.()
  }
}

/** Sends a request until something answers that is not a passing failure. */
export async function patiently(request: Request): Promise<Response> {
  for (const pause of [...PAUSES, undefined]) {
    try {
      const answer = await fetch(request.clone())
      if (!PASSING.has(answer.status) || pause === undefined) {
        if (answer.status < 500) reached()
        else lost(answer.headers.get('apigw-requestid') ?? undefined)
        return answer
      }
      if (answer.status !== 429) lost(answer.headers.get('apigw-requestid') ?? undefined)
    } catch (cause) {
      if (request.signal.aborted) throw cause
      lost()
      if (pause === undefined) throw new Unreachable(cause)
    }
    await rest(pause, request.signal)
  }
  throw new Unreachable('no answer')
}

/** Waits, or until the network is back. */
function rest(pause: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      removeEventListener('online', end)
      signal.removeEventListener('abort', end)
      if (signal.aborted) reject(new DOMException('aborted', 'AbortError'))
      else resolve()
    }
    const timer = setTimeout(end, pause)
    addEventListener('online', end)
    signal.addEventListener('abort', end)
  })
}

function client(fetch: (request: Request) => Promise<Response>) {
  const made = createClient<paths>({ baseUrl: config().api_url, fetch })
  made.use({
    async onResponse({ response }) {
      if (!response.ok) throw await problemOf(response)
    },
  })
  return made
}

type Client = ReturnType<typeof client>
let signedIn: Client | undefined
let open: Client | undefined

/** The API for whoever is signed in. */
export function api(): Client {
  return (signedIn ??= client(send))
}

/** What anybody may ask: the public check. */
export function publicApi(): Client {
  return (open ??= client(patiently))
}

/** The body of an answer; refusals were thrown before. */
export async function body<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T
}
