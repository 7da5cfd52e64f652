/**
 * The way of a scan from this computer to the API: a place is asked for, the file is posted there, and the inspection is
 * waited for. What was begun goes on when its screen is left; a lost connection is waited out.
 */
import { useSyncExternalStore } from 'react'

import { api, body } from '../../api/client'
import { Problem } from '../../api/problem'
import { oneCase, queries } from '../../api/queries'
import type { Case, Schema } from '../../api/types'
import { holdPage } from '../../ui/unsaved'

export const MOST_BYTES = 31_457_280

/** A line on which a file takes minutes. */
export interface Slow {
  /** Bytes a second. */
  rate: number
  /** Until it is sent, in seconds. */
  left: number
}

export type Step =
  | { name: 'asking' }
  | { name: 'sending'; sent: number; total: number; slow?: Slow | undefined; again: boolean }
  /** The connection is gone; it is tried again by itself. */
  | { name: 'waiting' }
  | { name: 'inspecting'; long: boolean }
  | { name: 'done'; scan: Schema['ScanView'] }
  | { name: 'failed'; problem: unknown }

/** How often the inspection is asked after, and when it is said that it takes long, in milliseconds. */
const ASK = 600
const LONG = 20_000
/** A line is judged after so many milliseconds, and is slow when the rest takes longer than so many seconds. */
const JUDGED = 5000
const MAX_PATIENCE = 90
/** Times that a place may expire before the file is there. */
const MAX_EXPIRIES = 2
/** Pauses before the file is posted again, in milliseconds. */
const PAUSES = [1000, 2000, 4000, 8000]

export class Upload {
  readonly file: File
  private readonly id: string
  private current: Step = { name: 'asking' }
  private readonly listeners = new Set<() => void>()
  private readonly stop = new AbortController()

  constructor(id: string, file: File) {
    this.id = id
    this.file = file
    void this.run()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly step = (): Step => this.current

  /** Stops sending. What is at the API already is not waited for any more. */
  cancel(): void {
    this.stop.abort()
  }

  private say(step: Step): void {
    if (this.stop.signal.aborted) return
    this.current = step
    this.listeners.forEach((tell) => tell())
  }

  private async run(): Promise<void> {
    const release = holdPage() // on other screens, too
    try {
      const place = await this.send()
      this.say({ name: 'inspecting', long: false })
      this.say({ name: 'done', scan: await this.inspected(place.version) })
    } catch (problem) {
      this.say({ name: 'failed', problem })
    } finally {
      release()
    }
  }

  /**
   * Posts the file until it has arrived. A place that no longer holds is exchanged for a new one, once: a line on which
   * the file does not arrive within the time of two is too slow for it.
   */
  private async send(): Promise<Schema['ScanPlace']> {
    let place = await this.place()
    let [refused, expired] = [0, 0]
    for (let tried = 0; ; tried++) {
      try {
        await this.post(place, refused > 0)
        return place
      } catch (cause) {
        if (this.stop.signal.aborted) throw cause
        if (cause instanceof Refused) {
          refused++
          if (cause.expired || Date.parse(place.expires_at) <= Date.now()) expired++
          if (expired >= MAX_EXPIRIES) throw new TooSlow()
          if (refused > expired + 1) throw cause
          place = await this.place()
          continue
        }
        this.say({ name: 'waiting' })
        await rest(PAUSES[Math.min(tried, PAUSES.length - 1)] ?? 1000, this.stop.signal)
        if (Date.parse(place.expires_at) < Date.now() + 60_000) place = await this.place()
      }
    }
  }

  private place(): Promise<Schema['ScanPlace']> {
    this.say({ name: 'asking' })
    return body(
      api().POST('/cases/{case}/scan', {
        params: { path: { case: this.id } },
        body: { size: this.file.size }, // a large one is given more time
        signal: this.stop.signal,
      }),
    )
  }

  /** One form POST to the place. `fetch` tells nothing of how far it is. */
  private post({ url, fields }: Schema['ScanPlace'], again: boolean): Promise<void> {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append('file', this.file)
    const total = this.file.size
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      request.open('POST', url)
      const begun = performance.now()
      request.upload.onprogress = ({ loaded }) => {
        const sent = Math.min(loaded, total)
        this.say({
          name: 'sending',
          sent,
          total,
          slow: slowness(sent, total, performance.now() - begun),
          again,
        })
      }
      request.onload = () => {
        if (request.status < 300) resolve()
        else if (request.status < 500) reject(new Refused(request.status, request.responseText))
        else reject(new Error(`scan: ${request.status}`))
      }
      const lost = () => reject(new Error('scan: connection lost'))
      request.onerror = lost
      // A connection that is gone may say nothing for minutes: `send` looks at `stop` to tell the two apart.
      request.onabort = lost
      const abort = () => request.abort()
      addEventListener('offline', abort)
      this.stop.signal.addEventListener('abort', abort)
      request.onloadend = () => {
        removeEventListener('offline', abort)
        this.stop.signal.removeEventListener('abort', abort)
      }
      this.say({ name: 'sending', sent: 0, total, again })
      request.send(form)
    })
  }

  /** The scan as the inspection left it. */
  private async inspected(since: number): Promise<Schema['ScanView']> {
    const begun = Date.now()
    for (;;) {
      const one = await latestCase(this.id)
      if (one.version > since && one.scan && one.scan.state !== 'expected') return one.scan
      if (Date.now() - begun > LONG) this.say({ name: 'inspecting', long: true })
      await rest(ASK, this.stop.signal)
    }
  }
}

/** The place did not take the file. */
class Refused extends Error {
  /** S3: "Invalid according to Policy: Policy expired." The clock of this computer may be wrong. */
  readonly expired: boolean

  constructor(status: number, said: string) {
    super(`scan: ${status}`)
    this.expired = /expired/i.test(said)
  }
}

/** The file did not arrive within the time of two places. */
export class TooSlow extends Error {}

/** Whether the rest of a file takes minutes, after some seconds of sending it. */
export function slowness(sent: number, total: number, milliseconds: number): Slow | undefined {
  if (milliseconds < JUDGED || sent === 0) return undefined
  const rate = sent / (milliseconds / 1000)
  const left = (total - sent) / rate
  return left > MAX_PATIENCE ? { rate, left } : undefined
}

/** Whether a scan is on its way. */
export function under(step: Step | undefined): boolean {
  return step !== undefined && step.name !== 'done' && step.name !== 'failed'
}

export function latestCase(id: string): Promise<Case> {
  return queries.query({ ...oneCase(id), staleTime: 0 })
}

/** Why a file need not even be sent. */
export async function unfit(file: File): Promise<'notPdf' | 'tooLarge' | 'empty' | undefined> {
  if (file.size === 0) return 'empty'
  if (file.size > MOST_BYTES) return 'tooLarge'
  // Scanners write rubbish before the header; viewers, and the inspection, look through the first kilobyte.
  const head = new TextDecoder('latin1').decode(await file.slice(0, 1024).arrayBuffer())
  return head.includes('%PDF-') ? undefined : 'notPdf'
}

function rest(pause: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      removeEventListener('online', end)
      signal.removeEventListener('abort', end)
      if (signal.aborted) reject(new DOMException('aborted', 'AbortError'))
      else resolve()
    }
    // Without a network there is no use in trying before it is back.
    const timer = navigator.onLine ? setTimeout(end, pause) : undefined
    addEventListener('online', end)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })
}

const uploads = new Map<string, Upload>()
const listeners = new Set<() => void>()

function set(id: string, upload: Upload | undefined): void {
  uploads.get(id)?.cancel()
  if (upload) uploads.set(id, upload)
  else uploads.delete(id)
  listeners.forEach((tell) => tell())
}

/** Sends a file as the scan of a case, in the place of one that is still under way. */
export function startUpload(id: string, file: File): void {
  set(id, new Upload(id, file))
}

/** Stops and forgets what is under way. */
export function dropUpload(id: string): void {
  set(id, undefined)
}

const nothing: Upload['subscribe'] = () => () => undefined

/** What is under way for a case, and how far it is. */
export function useUpload(id: string | undefined): { upload: Upload | undefined; step: Step | undefined } {
  const upload = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => (id === undefined ? undefined : uploads.get(id)),
  )
  const step = useSyncExternalStore(upload?.subscribe ?? nothing, () => upload?.step())
  return { upload, step }
}

/** Whether the place or the case itself refused, so that sending again has no sense without a look. */
export function refusedByApi(problem: unknown): problem is Problem {
  return problem instanceof Problem
}
