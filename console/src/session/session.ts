/**
 * Who is signed in: OpenID Connect, code flow with PKCE.
 *
 * Tokens live in memory alone, so that no script of another visit finds them; a reload goes through the provider,
 * which remembers the sign-in. When a token can no longer be renewed, the page stays as it is, with everything
 * typed, and the sign-in opens in a window of its own.
 */
import { InMemoryWebStorage, UserManager, WebStorageStateStore, type User } from 'oidc-client-ts'

import { config } from '../config'

export type SessionState = 'starting' | 'signed-in' | 'expired'

interface ReturnTo {
  path: string
}

let manager: UserManager | undefined
let user: User | null = null
let state: SessionState = 'starting'
let renewing: Promise<string> | undefined
const listeners = new Set<() => void>()
let whenBack: (() => void)[] = []

function users(): UserManager {
  if (manager) return manager
  const { issuer, sign_in_url, client_id } = config()
  const home = `${location.origin}${homePath()}`
  manager = new UserManager({
    authority: issuer,
    metadata: {
      issuer,
      authorization_endpoint: `${sign_in_url}/oauth2/authorize`,
      token_endpoint: `${sign_in_url}/oauth2/token`,
      end_session_endpoint: `${sign_in_url}/logout`,
    },
    client_id,
    redirect_uri: home,
    popup_redirect_uri: home,
    scope: 'openid profile email',
    userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    // Shared between windows: a sign-in begun in one ends in the window opened for it. It holds no token.
    stateStore: new WebStorageStateStore({ store: localStorage }),
    automaticSilentRenew: false, // renewed when asked for: a sleeping computer misses timers
  })
  return manager
}

/** Each application has its own address to come back to. */
function homePath(): string {
  return location.pathname.startsWith('/nguoi-dan') ? '/nguoi-dan/' : '/'
}

/** Signs in, by way of the provider if needed. Answers `false` when the page is about to be left. */
export async function startSession(): Promise<boolean> {
  const query = new URLSearchParams(location.search)
  if (query.has('state') && (query.has('code') || query.has('error'))) {
    const back = await users().signinCallback()
    if (back === undefined) return false // this is the window that the sign-in was opened in
    enter(back)
    history.replaceState(null, '', (back.state as ReturnTo | undefined)?.path ?? homePath())
    return true
  }
  await users().clearStaleState()
  await users().signinRedirect({ state: { path: location.pathname + location.search } satisfies ReturnTo })
  return false
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
    try {
      const renewed = await users().signinSilent()
      if (renewed?.id_token) {
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

/** Signs in again in a window of its own; the page keeps what was typed. */
export async function signInAgain(): Promise<void> {
  enter(await users().signinPopup({ popupWindowFeatures: { width: 480, height: 640 } }))
}

/** Signs out here and at the provider. */
export async function signOut(): Promise<void> {
  const { sign_in_url, client_id } = config()
  await users().removeUser()
  const home = encodeURIComponent(`${location.origin}${homePath()}`)
  location.assign(`${sign_in_url}/logout?client_id=${client_id}&logout_uri=${home}`)
}

function enter(next: User): void {
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
