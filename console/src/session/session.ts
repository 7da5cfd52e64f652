/**
 * Who is signed in: OpenID Connect, code flow with PKCE.
 *
 * Tokens live in memory alone, so that no script of another visit finds them; a reload goes through the provider,
 * which remembers the sign-in. When a token can no longer be renewed, the page stays as it is, with everything
 * typed, and the sign-in opens in a window of its own.
 */
import { ErrorResponse, OidcClient, WebStorageStateStore, type SigninResponse } from 'oidc-client-ts'

import { config } from '../config'
import { letPageGo } from '../ui/unsaved'
import { handBack, signInWindow } from './window'

export type SessionState = 'starting' | 'signed-in' | 'expired'

interface ReturnTo {
  path: string
}

/** Marks a sign-in in a window of its own. */
const WINDOW = 'window'

/** Where the address is kept that was asked for, and how often in a row a stale sign-in was begun again. */
const [PATH, AGAIN] = ['sign-in-path', 'sign-in-again']
/** Times in a row that a stale sign-in begins again by itself. */
const MAX_AGAIN = 3

/** The browser does not keep what a sign-in needs. */
export class StaleSignIn extends Error {
  override readonly name = 'StaleSignIn'
}

let made: OidcClient | undefined
let user: SigninResponse | undefined
let state: SessionState = 'starting'
let renewing: Promise<string> | undefined
const listeners = new Set<() => void>()
let whenBack: (() => void)[] = []

/** The protocol alone: what the library's `UserManager` adds to it, frames and timers, weighs as much again. */
function provider(): OidcClient {
  if (made) return made
  const { issuer, sign_in_url, client_id } = config()
  made = new OidcClient({
    authority: issuer,
    metadata: {
      issuer,
      authorization_endpoint: `${sign_in_url}/oauth2/authorize`,
      token_endpoint: `${sign_in_url}/oauth2/token`,
    },
    client_id,
    redirect_uri: `${location.origin}${homePath()}`,
    scope: 'openid profile email',
    // Shared between windows: a sign-in begun in one ends in the window opened for it. It holds no token.
    stateStore: new WebStorageStateStore({ store: localStorage }),
  })
  return made
}

/** Each application has its own address to come back to. */
function homePath(): string {
  return location.pathname.startsWith('/nguoi-dan') ? '/nguoi-dan/' : '/'
}

/** Signs in, by way of the provider if needed. Answers `false` when the page is about to be left. */
export async function startSession(): Promise<boolean> {
  const query = new URLSearchParams(location.search)
  if (query.has('state') && (query.has('code') || query.has('error'))) {
    const request = await provider()
      .readSigninResponseState(location.href)
      .then(
        ({ state }) => state,
        () => undefined, // it was answered before: the browser's Back leads to the provider's page again
      )
    if (request?.request_type === WINDOW) {
      handBack(request.id) // this is the window that the sign-in was opened in
      return false
    }
    const back = request && (await answered(location.href))
    if (back === undefined) {
      await beginAgain()
      return false
    }
    sessionStorage.removeItem(AGAIN)
    enter(back)
    history.replaceState(null, '', (back.userState as ReturnTo | undefined)?.path ?? homePath())
    return true
  }
  await begin(location.pathname + location.search)
  return false
}

/** Leaves for the provider; afterwards `path` is shown. The start page takes no place in the history. */
async function begin(path: string): Promise<void> {
  sessionStorage.setItem(PATH + homePath(), path)
  const { url } = await provider().createSigninRequest({ state: { path } satisfies ReturnTo })
  location.replace(url)
}

/** Exchanges the code of an answer; undefined when the code was used before or has expired. */
async function answered(url: string): Promise<SigninResponse | undefined> {
  try {
    return await provider().processSigninResponse(url)
  } catch (refused) {
    if (refused instanceof ErrorResponse && refused.error === 'invalid_grant') return undefined
    throw refused
  }
}

/** Begins a stale sign-in again; a browser that never finds its own sign-ins is not sent round in circles. */
async function beginAgain(): Promise<void> {
  const begun = Number(sessionStorage.getItem(AGAIN) ?? 0) + 1
  if (begun > MAX_AGAIN) {
    sessionStorage.removeItem(AGAIN)
    throw new StaleSignIn()
  }
  sessionStorage.setItem(AGAIN, String(begun))
  await begin(sessionStorage.getItem(PATH + homePath()) ?? homePath())
}

/** The token for a request; waits for the person when it can only be had by signing in again. */
export async function token(): Promise<string> {
  const idToken = user?.id_token
  if (user && idToken && (user.expires_in ?? 0) > 30 && state === 'signed-in') return idToken
  renewing ??= renew().finally(() => (renewing = undefined))
  return renewing
}

/** Called when the API no longer takes the token. */
export function tokenRefused(refused: string): void {
  if (user?.id_token === refused) user.expires_in = 0
}

async function renew(): Promise<string> {
  if (user?.refresh_token && state === 'signed-in') {
    const { refresh_token, id_token, session_state, scope, profile } = user
    try {
      const renewed = await provider().useRefreshToken({
        // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- a class in the types alone
        state: { refresh_token, id_token, session_state, scope, profile },
      })
      if (renewed.id_token) {
        renewed.refresh_token ??= refresh_token
        user = renewed
        return renewed.id_token
      }
    } catch {
      // Expired or withdrawn: the person signs in again.
    }
  }
  change('expired')
  await new Promise<void>((resolve) => whenBack.push(resolve))
  if (!user?.id_token) throw new Error('signed in without an ID token')
  return user.id_token
}

/**
 * Signs in again in a window of its own; the page keeps what was typed. When it is another person who signs in, the page
 * begins again: nothing that was typed is shown to them, and nothing that waits is sent in their name.
 */
export async function signInAgain(): Promise<void> {
  const back = await signInWindow(() => provider().createSigninRequest({ request_type: WINDOW }))
  const next = await provider().processSigninResponse(back)
  if (user && next.profile.sub !== user.profile.sub) {
    document.body.hidden = true
    letPageGo()
    sessionStorage.clear()
    location.replace(homePath())
    return
  }
  enter(next)
}

/** Signs out at the provider; what is known here goes with the page. */
export function signOut(): void {
  const { sign_in_url, client_id } = config()
  const home = encodeURIComponent(`${location.origin}${homePath()}`)
  location.assign(`${sign_in_url}/logout?client_id=${client_id}&logout_uri=${home}`)
}

function enter(next: SigninResponse): void {
  user = next
  change('signed-in')
  const waiting = whenBack
  whenBack = []
  waiting.forEach((go) => go())
}

function change(next: SessionState): void {
  state = next
  listeners.forEach((tell) => tell())
}

export const sessionStore = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  state: (): SessionState => state,
  /** The name that the provider knows. */
  name: (): string => user?.profile.name ?? user?.profile.sub ?? '',
}
