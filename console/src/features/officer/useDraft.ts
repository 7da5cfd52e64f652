/**
 * The case behind the form. It is opened when a scan is to be sent, for which the API wants person and type; from then on
 * what is typed is saved by itself. Writes go one after the other, each under the version that the one before left.
 */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

import { api, body } from '../../api/client'
import { Problem } from '../../api/problem'
import { caseChanged, oneCase, refreshAfter } from '../../api/queries'
import type { Case, Schema } from '../../api/types'
import { Wish } from '../../api/wish'
import { requesterOf } from '../../person/person'
import { useUnsaved } from '../../ui/unsaved'
import { blank, changedBetween, changes, fromCase, holdsWhatWasSent, lacks, opening, type Form } from './form'
import { dropUpload, latestCase, startUpload, useUpload, type Step } from './upload'

/** How long nothing is typed until it is saved, in milliseconds. */
const PAUSE = 1000
/** Times that a change is tried under the version that somebody else's write left. */
const TRIES = 4

/** The case, and the form as the case was last told of it. */
interface Agreed {
  one: Case
  form: Form
}

interface Left {
  form: Form
  /** What a new form began with. */
  begun?: Form | undefined
  file?: File | undefined
  agreed?: Agreed | undefined
}

/** Forms that were left with something unsaved, by case: they are there again when the officer comes back. */
const left = new Map<string, Left>()
/** The place of a form whose case has not been opened. */
const NEW = 'new'

/** What the next new form begins with. */
export function beginWith(form?: Form): void {
  if (form) left.set(NEW, { form, begun: form })
  else left.delete(NEW)
}

export type Draft = ReturnType<typeof useDraft>

export function useDraft(id: string | undefined, start: Case | undefined, onOpened: (id: string) => void) {
  const [before] = useState(() => {
    const kept = left.get(id ?? NEW)
    return start && start.state !== 'draft' ? undefined : kept
  })
  const [begun] = useState<Form>(() => (start ? fromCase(start) : (before?.begun ?? blank())))
  const [form, setForm] = useState<Form>(before?.form ?? begun)
  const [file, setFile] = useState<File | undefined>(before?.file)
  const [agreed, setAgreed] = useState<Agreed | undefined>(
    () => before?.agreed ?? (start && { one: start, form: begun }),
  )
  const [problem, setProblem] = useState<unknown>()
  const [busy, setBusy] = useState<'opening' | 'saving' | 'confirming' | 'submitting'>()
  const { upload, step } = useUpload(id)
  const read = useQuery({ ...oneCase(id ?? ''), enabled: id !== undefined })
  const live = newer(read.data, agreed?.one)
  const lack = lacks(form)
  const whole = Object.keys(lack).length === 0
  const editable = live === undefined || live.state === 'draft'
  const scan = useSeenScan(live, step)

  // A write whose answer was lost is no change by another person.
  const [unanswered, setUnanswered] = useState<Form>()
  if (unanswered && live && agreed && live.version > agreed.one.version) {
    setUnanswered(undefined)
    if (holdsWhatWasSent(live, unanswered)) setAgreed({ one: live, form: unanswered })
  }
  const conflict = agreed !== undefined && live !== undefined && changedBetween(agreed.one, live)

  const typed = agreed
    ? JSON.stringify(form) !== JSON.stringify(agreed.form) &&
      (!whole || changes(form, agreed.form) !== undefined)
    : JSON.stringify(form) !== JSON.stringify(begun) || file !== undefined
  useUnsaved(typed && editable)
  useEffect(() => {
    if (id === undefined) {
      if (!agreed) left.set(NEW, { form, file, begun })
    } else if (typed && editable) left.set(id, { form, agreed })
    else left.delete(id)
  }, [id, form, file, begun, agreed, typed, editable])

  const turn = useRef<Promise<unknown>>(Promise.resolve())
  /** One write after the other. */
  const inTurn = <T>(write: () => Promise<T>): Promise<T> => {
    const next = turn.current.then(write, write)
    turn.current = next.catch(() => undefined)
    return next
  }

  /** Writes what was typed; a version that only the inspection of the scan has changed is no obstacle. */
  const latest = useRef<Agreed>(undefined)
  useEffect(() => {
    latest.current = agreed
  }, [agreed])
  const save = async (one: Case): Promise<Case> => {
    const since = latest.current
    let current = newer(one, since?.one) ?? one
    const change = since && changes(form, since.form)
    if (!change) return current
    for (let tried = 1; ; tried++) {
      try {
        const saved = await body(
          api().PATCH('/cases/{case}', {
            params: { path: { case: current.id } },
            body: { ...change, version: current.version },
          }),
        )
        const now = { one: saved, form }
        latest.current = now
        setAgreed(now)
        setUnanswered(undefined)
        caseChanged(saved)
        return saved
      } catch (cause) {
        if (!(cause instanceof Problem)) setUnanswered(form)
        if (!(cause instanceof Problem && cause.is('changed-meanwhile')) || tried === TRIES) throw cause
        const fresh = await latestCase(current.id)
        if (holdsWhatWasSent(fresh, form)) {
          const now = { one: fresh, form }
          latest.current = now
          setAgreed(now)
          return fresh
        }
        if (changedBetween(since.one, fresh)) throw cause
        current = fresh
      }
    }
  }

  /** Opens the case, for the scan that is to be sent. */
  const [wish] = useState(
    () =>
      new Wish((wanted: Schema['OpenBody'], key) =>
        body(api().POST('/cases', { params: { header: { 'Idempotency-Key': key } }, body: wanted })),
      ),
  )
  const forms = useRef(new Map<string, Form>())
  const shown = useRef(true)
  useEffect(() => {
    shown.current = true
    return () => {
      shown.current = false
    }
  }, [])
  const open = async (scan: File) => {
    const wanted = opening(form)
    if (!wanted) return
    forms.current.set(JSON.stringify(wanted), form)
    setBusy('opening')
    setProblem(undefined)
    try {
      const { answer: opened, content } = await wish.make(wanted)
      // An earlier press may have opened it: what was typed since is then saved as a change.
      const now = { one: opened, form: forms.current.get(JSON.stringify(content)) ?? form }
      latest.current = now
      caseChanged(opened)
      setAgreed(now)
      startUpload(opened.id, scan)
      setFile(undefined)
      left.delete(NEW)
      if (shown.current) onOpened(opened.id)
    } catch (cause) {
      setProblem(cause)
    } finally {
      setBusy(undefined)
    }
  }
  const wanted = JSON.stringify([form, file?.name, file?.lastModified])
  const tried = useRef('')
  useEffect(() => {
    if (id !== undefined || file === undefined || !whole || busy || tried.current === wanted) return
    // What is still being typed is waited for.
    const timer = setTimeout(() => {
      tried.current = wanted
      void open(file)
    }, 300)
    return () => clearTimeout(timer)
  })

  const unsaved = agreed !== undefined && whole && changes(form, agreed.form) !== undefined
  const [failedFor, setFailedFor] = useState('')
  const mayBeSaved = unsaved && editable && !conflict
  useEffect(() => {
    if (!live || !mayBeSaved || busy || failedFor === wanted) return
    const timer = setTimeout(() => {
      setBusy('saving')
      inTurn(() => save(live))
        .then(() => setProblem(undefined))
        .catch((cause: unknown) => {
          setFailedFor(wanted)
          setProblem(cause)
          refreshAfter(cause, live.id)
        })
        .finally(() => setBusy(undefined))
    }, PAUSE)
    return () => clearTimeout(timer)
  })

  // What was typed within the last second is saved when the screen is left.
  const leave = useRef<() => void>(undefined)
  useEffect(() => {
    leave.current = () => {
      if (!live || !mayBeSaved || busy === 'submitting') return
      inTurn(() => save(live)).then(
        () => left.delete(live.id),
        () => undefined, // it is there when the officer comes back
      )
    }
  })
  useEffect(() => () => leave.current?.(), [])

  const submit = async (): Promise<Case | undefined> => {
    if (!live) return undefined
    setBusy('submitting')
    setProblem(undefined)
    try {
      const done = await inTurn(async () => submitted(await save(live), scan.shown))
      dropUpload(done.id)
      left.delete(done.id)
      caseChanged(done)
      return done
    } catch (cause) {
      setProblem(cause)
      refreshAfter(cause, live.id)
      return undefined
    } finally {
      setBusy(undefined)
    }
  }

  /** Says that the repaired scan on screen agrees with the original on paper. */
  const confirmScan = async () => {
    const { shown } = scan
    if (!live || shown === undefined) return
    setBusy('confirming')
    setProblem(undefined)
    try {
      caseChanged(await inTurn(() => confirmed(live.id, shown)))
    } catch (cause) {
      setProblem(cause)
      refreshAfter(cause, live.id)
    } finally {
      setBusy(undefined)
    }
  }

  /** Takes the scan back that was there before the one that is being replaced. */
  const keepEarlier = async () => {
    if (!live) return
    dropUpload(live.id)
    try {
      const kept = await inTurn(() =>
        body(
          api().PATCH('/cases/{case}', {
            params: { path: { case: live.id } },
            body: { keep_scan: true },
          }),
        ),
      )
      caseChanged(kept)
      scan.accept(kept.scan?.sha256)
    } catch (cause) {
      setProblem(cause)
    }
  }
  const agreeOn = (one: Case, as: Form) => {
    const now = { one, form: as }
    latest.current = now
    setAgreed(now)
  }

  return {
    form,
    set: (change: Partial<Form>) => setForm((before) => ({ ...before, ...change })),
    lack,
    live,
    editable,
    conflict,
    problem,
    busy,
    unsaved,
    upload: scan.replaced ? undefined : upload,
    step: scan.replaced ? undefined : step,
    /** Another person has put another scan in the place of the one that was on screen. */
    scanReplaced: scan.replaced,
    acceptScan: () => {
      if (live) dropUpload(live.id)
      scan.accept(live?.scan?.sha256)
    },
    /** Chosen, and waiting for person and type. */
    file,
    choose: (chosen: File) => {
      if (id === undefined) {
        tried.current = ''
        setFile(chosen)
      } else startUpload(id, chosen)
    },
    dropFile: () => {
      setFile(undefined)
      if (id !== undefined) dropUpload(id)
      if (live?.scan?.has_earlier) void keepEarlier()
    },
    keepEarlier,
    confirmScan,
    submit,
    takeTheirs: () => {
      if (!live) return
      setForm(fromCase(live))
      agreeOn(live, fromCase(live))
    },
    keepMine: () => {
      if (!live) return
      const theirs = fromCase(live)
      // An account without its number cannot be sent: the one that was saved stays.
      if (!requesterOf(form)) setForm({ ...form, noAccount: theirs.noAccount, found: theirs.found })
      agreeOn(live, theirs)
    },
  }
}

/** The scan that the officer has in sight, and whether another one has taken its place since. */
function useSeenScan(live: Case | undefined, step: Step | undefined) {
  const own = step?.name === 'done' ? step.scan.sha256 : undefined
  const stored = live?.scan?.state === 'ready' ? live.scan.sha256 : undefined
  const [seen, accept] = useState(own ?? stored)
  const [ownSeen, setOwnSeen] = useState(own)
  if (own !== undefined && own !== ownSeen) {
    setOwnSeen(own)
    accept(own)
  } else if (seen === undefined && stored !== undefined) accept(stored)
  const sending = step !== undefined && step.name !== 'done' && step.name !== 'failed'
  const replaced = !sending && seen !== undefined && stored !== undefined && stored !== seen
  return { shown: seen, replaced, accept }
}

function confirmed(id: string, shown: string): Promise<Case> {
  return body(
    api().POST('/cases/{case}/scan/confirm', { params: { path: { case: id } }, body: { sha256: shown } }),
  )
}

/** Submits a case with the scan that is shown; a version that only its inspection has changed is no obstacle. */
async function submitted(saved: Case, shown: string | undefined): Promise<Case> {
  let current = saved.scan?.sha256 === shown ? saved : await latestCase(saved.id)
  if (current.scan?.sha256 !== shown) throw new ScanReplaced()
  for (let tried = 1; ; tried++) {
    try {
      return await body(
        api().POST('/cases/{case}/submit', {
          params: { path: { case: current.id } },
          body: { version: current.version },
        }),
      )
    } catch (cause) {
      if (!(cause instanceof Problem && cause.is('changed-meanwhile')) || tried === TRIES) throw cause
      const fresh = await latestCase(current.id)
      if (fresh.scan?.sha256 !== shown || changedBetween(current, fresh)) throw cause
      current = fresh
    }
  }
}

/** Another scan stands in the case than the one on screen: the notice beside it says so. */
export class ScanReplaced extends Error {}

function newer(one: Case | undefined, other: Case | undefined): Case | undefined {
  return one && other ? (other.version > one.version ? other : one) : (one ?? other)
}
