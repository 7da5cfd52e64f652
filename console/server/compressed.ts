/**
 * What is text in the build, compressed once and as small as it gets: `infra/local/upload_console.py` puts it on S3 so, and
 * the server on this machine sends it so. CloudFront's own Brotli is made in a hurry, and a tenth larger.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

import type { Connect, Plugin } from 'vite'

const TYPES: Partial<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Writes `name.br` beside each text. */
export function compressed(): Plugin {
  let folder = 'dist'
  return {
    name: 'compressed',
    apply: 'build',
    configResolved: ({ root, build }) => void (folder = join(root, build.outDir)),
    // Once everything is there, what is copied from `public`, too.
    closeBundle() {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!TYPES[extname(name)]) continue
        const content = readFileSync(join(folder, name))
        writeFileSync(
          join(folder, `${name}.br`),
          brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
        )
      }
    },
  }
}

/** Sends what was compressed to whoever takes it so. */
export function sendCompressed(folder: string): Connect.NextHandleFunction {
  return (request, response, next) => {
    const path = decodeURIComponent(request.url?.split('?')[0] ?? '/')
    const type = TYPES[extname(path)]
    const file = join(folder, `${path}.br`)
    const takes = /\bbr\b/.test([request.headers['accept-encoding']].join())
    if (!type || !takes || !file.startsWith(folder) || !existsSync(file)) {
      next()
      return
    }
    response.setHeader('content-type', type)
    response.setHeader('content-encoding', 'br')
    response.end(readFileSync(file))
  }
}
