/**
 * What is handed out to be signed: prepared when a case is opened, so that what is seen is what will be signed, and anew
 * when the signature is moved or half an hour has passed.
 */
import { useCallback, useEffect, useRef, useState } from 'react'

import { api, body } from '../../api/client'
import { refreshAfter } from '../../api/queries'
import type { Case, Schema } from '../../api/types'
import type { Place } from '../../pdf/place'
import { useNow } from '../../ui/now'

export interface Prepared {
  view: Schema['PreparedView']
  /** Where the signature was asked to be; undefined for the legal place. */
  asked: Place | undefined
  /** What it was prepared over. */
  scan: string | undefined
  /** When the answer came, by this computer's clock. */
  at: number
}

/** Whoever steps through the list quickly prepares nothing. */
const PAUSE = 350
/** The API takes a signature for 30 minutes; the person still has to type the PIN. */
const GOOD_FOR = 25 * 60_000

/** Stepping back to a case finds what was prepared for it. */
const kept = new Map<string, Prepared>()

/** What is being prepared, by case. */
const underway = new Map<
  string,
  { asked: Place | undefined; scan: string | undefined; made: Promise<Prepared> }
>()

/**
 * Prepares a case. One at a time: of two that meet, the API refuses one as changed meanwhile. Who asks for what is being
 * prepared already gets that; who gives up leaves it to the others.
 */
export async function prepare(of: Case, place?: Place, signal?: AbortSignal): Promise<Prepared> {
  const scan = of.scan?.sha256
  for (;;) {
    signal?.throwIfAborted()
    const now = underway.get(of.id)
    if (!now) break
    if (now.scan === scan && samePlace(now.asked, place)) return unlessGivenUp(now.made, signal)
    await now.made.catch(() => undefined)
  }
  const made = ask(of, place).finally(() => underway.delete(of.id))
  underway.set(of.id, { asked: place, scan, made })
  return unlessGivenUp(made, signal)
}

async function ask(of: Case, place: Place | undefined): Promise<Prepared> {
  const view = await body(
    api().POST('/cases/{case}/signature/prepare', {
      params: { path: { case: of.id } },
      body: place ? { place } : {},
    }),
  )
  const prepared = { view, asked: place, scan: of.scan?.sha256, at: Date.now() }
  kept.set(of.id, prepared)
  return prepared
}

const samePlace = (one: Place | undefined, other: Place | undefined) =>
  JSON.stringify(one) === JSON.stringify(other)

function unlessGivenUp<T>(made: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return made
  const givenUp = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
  return Promise.race([made, givenUp])
}

/** Whether it can still be signed: young, over the same scan, and nobody has prepared or changed the case since. */
export function holds(prepared: Prepared, of: Case): boolean {
  return (
    Date.now() - prepared.at < GOOD_FOR &&
    prepared.scan === of.scan?.sha256 &&
    of.version <= prepared.view.version
  )
}

/** What was prepared for a case and can still be signed, unless it is just being prepared anew. */
export function keptFor(of: Case): Prepared | undefined {
  if (underway.has(of.id)) return undefined
  const prepared = kept.get(of.id)
  return prepared && holds(prepared, of) ? prepared : undefined
}

/** Where the signature of a case was last asked to be. */
export function askedFor(of: Case): Place | undefined {
  const prepared = kept.get(of.id)
  return prepared?.scan === of.scan?.sha256 ? prepared?.asked : undefined
}

export function forget(id: string): void {
  kept.delete(id)
}

export interface Preparation {
  prepared: Prepared | undefined
  busy: boolean
  problem: unknown
  /** Prepares anew, at a place or at the legal one. */
  again: (place: Place | undefined) => Promise<Prepared>
}

export function usePreparation(of: Case, wanted: boolean): Preparation {
  const [prepared, setPrepared] = useState(() => keptFor(of))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const running = useRef<AbortController>(undefined)
  const now = useNow()
  const latest = useRef(of)
  useEffect(() => {
    latest.current = of
  })

  const again = useCallback(async (place: Place | undefined) => {
    running.current?.abort()
    const controller = new AbortController()
    running.current = controller
    setBusy(true)
    setProblem(undefined)
    try {
      const made = await prepare(latest.current, place, controller.signal)
      setPrepared(made)
      return made
    } catch (cause) {
      if (!controller.signal.aborted) {
        setProblem(cause)
        refreshAfter(cause, latest.current.id)
      }
      throw cause
    } finally {
      if (running.current === controller) setBusy(false)
    }
  }, [])
  useEffect(() => () => running.current?.abort(), [])

  const missing = prepared === undefined || prepared.scan !== of.scan?.sha256
  const old = prepared !== undefined && now - prepared.at > GOOD_FOR
  const asked = prepared?.asked
  useEffect(() => {
    if (!wanted || !(missing || old)) return
    const timer = setTimeout(() => void again(old ? asked : undefined).catch(() => undefined), PAUSE)
    return () => clearTimeout(timer)
  }, [wanted, missing, old, asked, again])

  return { prepared: missing ? undefined : prepared, busy, problem, again }
}
