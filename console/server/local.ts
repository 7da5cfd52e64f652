/**
 * The console's server on this machine answers as CloudFront does: with the headers and by the addresses of
 * `infra/template.yaml`, which is their only source. Where the template names AWS's addresses, the local stack's stand.
 */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { runInNewContext } from 'node:vm'

import type { Connect, Plugin } from 'vite'

import { sendCompressed } from './compressed.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const TEMPLATE = resolve(ROOT, 'infra/template.yaml')

/** What the API, S3 and the sign-in are on AWS is one address of the local stack. */
const PLACEHOLDERS = ['ApiOrigin', 'ScansOrigin', 'CopiesOrigin', 'SignInOrigin']

type Stack = Record<'api_url' | 'region' | 'user_pool_id' | 'endpoint' | 'client_id', string>

function stack(): Stack {
  return JSON.parse(readFileSync(process.env.STACK ?? resolve(ROOT, '.local/stack.json'), 'utf8')) as Stack
}

/** The console's headers in the template, with local addresses. */
export function headers(template: string, endpoint: string): Record<string, string> {
  const policy = resource(template, 'ConsoleHeaders')
  const found = /ContentSecurityPolicy: !Sub\n\s+- "([^"]+)"/.exec(policy)?.[1]
  if (found === undefined) throw new Error('infra/template.yaml has no content security policy')
  const csp = found.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    if (!PLACEHOLDERS.includes(name)) throw new Error(`the local server does not know \${${name}}`)
    return endpoint
  })
  const custom = [...policy.matchAll(/\{ Header: ([\w-]+), Value: (?:"([^"]+)"|([^,]+)), Override: true \}/g)]
  return {
    // Each address once.
    'content-security-policy': csp.replace(
      /(connect-src )([^;]+)/,
      (_, name: string, sources: string) => `${name}${[...new Set(sources.split(' '))].join(' ')}`,
    ),
    'x-content-type-options': 'nosniff',
    'x-frame-options': /FrameOption: (\w+)/.exec(policy)?.[1] ?? '',
    'referrer-policy': /ReferrerPolicy: ([\w-]+) \}/.exec(policy)?.[1] ?? '',
    // No Strict-Transport-Security: it would keep this machine's other servers from plain HTTP.
    ...Object.fromEntries(
      custom.map(([, name, quoted, plain]) => [(name ?? '').toLowerCase(), quoted ?? plain ?? '']),
    ),
  }
}

/** What the template's CloudFront function makes of an address. */
export function addresses(template: string): (uri: string) => string {
  const block = /FunctionCode: \|\n((?: {8}.*\n|\n)+)/.exec(resource(template, 'ConsoleAddresses'))?.[1]
  if (block === undefined) throw new Error('infra/template.yaml has no function for the console’s addresses')
  const handler = runInNewContext(`${block}; handler`) as (event: object) => { uri: string }
  return (uri) => handler({ request: { uri } }).uri
}

/** The text of one resource. */
function resource(template: string, name: string): string {
  const begin = template.indexOf(`\n  ${name}:\n`)
  if (begin < 0) throw new Error(`infra/template.yaml has no ${name}`)
  const rest = template.slice(begin + 1)
  const end = rest.slice(1).search(/\n {2}(?:\w+:|#)/)
  return end < 0 ? rest : rest.slice(0, end + 2)
}

function config() {
  const { api_url, region, user_pool_id, endpoint, client_id } = stack()
  return {
    api_url,
    issuer: `https://cognito-idp.${region}.amazonaws.com/${user_pool_id}`,
    sign_in_url: endpoint,
    client_id,
    signing_service: 'wss://127.0.0.1:8987',
    signing_service_download: '/dich-vu-ky.html',
  }
}

/** `/config.json` of the running stack. In the cloud `cargo xtask deploy` puts a file there. */
const answerConfig: Connect.NextHandleFunction = (request, response, next) => {
  if (request.url?.split('?')[0] !== '/config.json') {
    next()
    return
  }
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(config()))
}

/**
 * Ends with the standard input, when whoever holds its other end asks for that: `cargo xtask up` may be killed. Vite's own
 * listener hears nothing, since it does not read.
 */
function stopWithInput() {
  if (process.env.STOP_WITH_STDIN) process.stdin.once('end', () => process.exit()).resume()
}

export function local(): Plugin {
  return {
    name: 'local',
    // Without the headers: while one works on it, modules are loaded and replaced by scripts in the page.
    configureServer: ({ middlewares }) => {
      stopWithInput()
      middlewares.use(answerConfig)
    },
    configurePreviewServer: ({ middlewares, config: { root, build } }) => {
      stopWithInput()
      const template = readFileSync(TEMPLATE, 'utf8')
      const sent = Object.entries(headers(template, stack().endpoint))
      const address = addresses(template)
      middlewares.use((request, response, next) => {
        for (const [name, value] of sent) response.setHeader(name, value)
        const [path = '/', query] = (request.url ?? '/').split('?')
        request.url = address(path) + (query === undefined ? '' : `?${query}`)
        next()
      })
      middlewares.use(answerConfig)
      middlewares.use(sendCompressed(resolve(root, build.outDir)))
    },
  }
}
