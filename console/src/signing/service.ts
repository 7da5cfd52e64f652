/**
 * The signing service on the official's own computer (VGCA Sign Service, or our signing agent): a TLS WebSocket per
 * question, one message there, one back.
 */
import { useSyncExternalStore } from 'react'

import { config } from '../config'
import type { Text } from '../text/vi'

/** What went wrong at the service; its own message is shown. */
export class ServiceProblem extends Error {
  /** The service's status; undefined when it was not reached or went away. */
  readonly status: number | undefined

  constructor(message: string, status?: number) {
    super(message)
    this.name = 'ServiceProblem'
    this.status = status
  }

  /** Whether the person said no. */
  get cancelled(): boolean {
    return this.status === 14
  }

  words({ signing }: Text): { title: string; detail: string } {
    if (this.status === undefined) return { title: signing.closedTitle, detail: signing.closedDetail }
    if (this.message !== '')
      return { title: signing.refusedTitle, detail: `${this.message} (${signing.status(this.status)})` }
    return {
      title: signing.refusedTitle,
      detail: this.cancelled ? signing.cancelled : signing.status(this.status),
    }
  }
}

interface Answer {
  Status: number
  Message?: string
}

interface Signatures extends Answer {
  Signature?: string
  Signatures?: string[]
  CertBase64?: string
}

export interface Signed {
  /** Base64, in the order of the hashes. */
  signatures: string[]
  /** Base64 DER. */
  certificate: string | undefined
}

export interface CertInfo {
  Subject?: string
  Issuer?: string
  ValidTo?: string
  /** Base64 DER; not every service gives it. */
  Certificate?: string
}

/** The longest batch of one message: the service takes 64 KiB, about 1,300 hashes. */
const BATCH = 500
/** How the service calls itself that takes several hashes in one message. */
const OURS = 'signing-agent'

/** Told of each signature as it comes: what failed later takes none of them back. */
export type Each = (index: number, signature: string, certificate: string | undefined) => void | Promise<void>

/**
 * Signs hashes (base64) with one consent and one PIN where the service can (ours says so by its name); one by one where
 * it cannot, which asks for the PIN once a session with most tokens. The first failure ends it: a wrong PIN must never
 * be repeated.
 */
export async function signHashes(
  hashes: readonly string[],
  signal?: AbortSignal,
  each?: Each,
): Promise<Signed> {
  const all: Signed = { signatures: [], certificate: undefined }
  const take = async ({ signatures, certificate }: Signed) => {
    for (const signature of signatures) {
      await each?.(all.signatures.length, signature, certificate)
      all.signatures.push(signature)
    }
    all.certificate = certificate
  }
  const together = hashes.length > 1 && (await exchange('GetVersion', 'version', signal)).startsWith(OURS)
  const step = together ? BATCH : 1
  for (let at = 0; at < hashes.length; at += step)
    await take(
      together
        ? await signMany(hashes.slice(at, at + step), signal)
        : await signOne(hashes[at] ?? '', signal),
    )
  return all
}

async function signMany(hashes: readonly string[], signal?: AbortSignal): Promise<Signed> {
  const message = { HashAlg: 'SHA256', HashValues: hashes, Encode: 'RSA' }
  const answer = await ask<Signatures>('SignMsg', message, signal)
  if (answer.Signatures?.length !== hashes.length) throw new ServiceProblem('', answer.Status)
  return { signatures: answer.Signatures, certificate: answer.CertBase64 }
}

async function signOne(hash: string, signal?: AbortSignal): Promise<Signed> {
  const answer = await ask<Signatures>(
    'SignMsg',
    { HashAlg: 'SHA256', HashValue: hash, Encode: 'RSA' },
    signal,
  )
  if (answer.Signature === undefined) throw new ServiceProblem('', answer.Status)
  return { signatures: [answer.Signature], certificate: answer.CertBase64 }
}

/** The certificate of the token, as far as the service says. */
export async function certificateOfDesk(signal?: AbortSignal): Promise<CertInfo> {
  const answer = await ask<Answer & CertInfo & { CertInfo?: CertInfo | string }>(
    'GetCertInfo',
    'certinfo',
    signal,
  )
  return typeof answer.CertInfo === 'object' ? answer.CertInfo : answer
}

async function ask<T extends Answer>(action: string, message: unknown, signal?: AbortSignal): Promise<T> {
  const said = await exchange(action, typeof message === 'string' ? message : JSON.stringify(message), signal)
  let answer: T
  try {
    answer = JSON.parse(said) as T
  } catch {
    throw new ServiceProblem(said, -1)
  }
  if (answer.Status !== 0) throw new ServiceProblem(answer.Message ?? '', answer.Status)
  return answer
}

/** Opens, sends, receives, closes. Closing early takes the question back. */
function exchange(action: string, message: string, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${config().signing_service}/${action}`)
    const stop = () => {
      socket.close()
      reject(new DOMException('aborted', 'AbortError'))
    }
    signal?.addEventListener('abort', stop, { once: true })
    socket.onopen = () => socket.send(message)
    socket.onmessage = ({ data }) => {
      resolve(String(data))
      socket.close()
    }
    socket.onclose = () => {
      signal?.removeEventListener('abort', stop)
      reject(new ServiceProblem(''))
    }
  })
}

export type Presence = 'looking' | 'ready' | 'missing'

let presence: Presence = 'looking'
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | undefined

/** Looks for the service: seldom while it is there, often while it is missing. */
async function look(): Promise<void> {
  let next: Presence = 'missing'
  try {
    await exchange('GetVersion', 'version')
    next = 'ready'
  } catch {
    // Missing.
  }
  if (next !== presence) {
    presence = next
    listeners.forEach((tell) => tell())
  }
  if (listeners.size > 0) timer = setTimeout(() => void look(), next === 'ready' ? 15_000 : 2000)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (listeners.size === 1) void look()
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearTimeout(timer)
  }
}

/** Whether the signing service answers on this computer. */
export function useSigningService(): Presence {
  return useSyncExternalStore(subscribe, () => presence)
}
