/** What differs from one installation to another, read once from `/config.json`. */
export interface Config {
  /** Address of the HTTP API. */
  api_url: string
  /** The OpenID provider's identifier, as its tokens say it. */
  issuer: string
  /** Where the provider's `/oauth2/…` and `/logout` are served. */
  sign_in_url: string
  client_id: string
  /** The signing service on the official's own computer. */
  signing_service: string
  /** Where officials find the signing service's installer. */
  signing_service_download: string
}

let read: Config | undefined

export async function readConfig(): Promise<Config> {
  const answer = await fetch('/config.json', { cache: 'no-cache' })
  if (!answer.ok) throw new Error(`/config.json: ${answer.status}`)
  read = (await answer.json()) as Config
  return read
}

/** The configuration, once `readConfig` has ended. */
export function config(): Config {
  if (read === undefined) throw new Error('config() before readConfig()')
  return read
}
