/**
 * What was prepared, as it will be signed, without fetching the scan again: everything that is prepared is appended, so
 * only the end is asked for, and the whole must have the digest that the API names.
 */
import { queryOptions } from '@tanstack/react-query'

import { api, body } from '../api/client'
import { documentBytes, queries, type DocumentVersion } from '../api/queries'

interface Wanted {
  id: string
  /** What the increment follows: the scan, or the signed copy. */
  base: Extract<DocumentVersion, 'scan' | 'signed'>
  /** Tells contents of the base apart. */
  seen: string | number
  /** Identifier of the preparation. */
  prepared: string
}

export const preparedBytes = ({ id, base, seen, prepared }: Wanted) =>
  queryOptions({
    queryKey: ['document', id, 'prepared', prepared],
    queryFn: async ({ signal }) => {
      const [link, before] = await Promise.all([
        body(
          api().GET('/cases/{case}/document', {
            params: { path: { case: id }, query: { version: 'prepared' } },
            signal,
          }),
        ),
        queries.query(documentBytes(id, base, seen)),
      ])
      const joined = await withEnd(before, link.url, signal)
      if (joined && (await sha256(joined)) === link.sha256) return joined
      const answer = await fetch(link.url, { signal })
      if (!answer.ok) throw new Error(`document: ${answer.status}`)
      return new Uint8Array(await answer.arrayBuffer())
    },
    staleTime: Infinity,
    gcTime: 60_000,
  })

async function withEnd(before: Uint8Array, url: string, signal: AbortSignal) {
  try {
    const answer = await fetch(url, { signal, headers: { range: `bytes=${before.length}-` } })
    if (answer.status === 200) return new Uint8Array(await answer.arrayBuffer())
    if (answer.status !== 206) return undefined
    const end = new Uint8Array(await answer.arrayBuffer())
    const whole = new Uint8Array(before.length + end.length)
    whole.set(before)
    whole.set(end, before.length)
    return whole
  } catch (cause) {
    if (signal.aborted) throw cause
    return undefined // a store that takes no ranges from another origin
  }
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
