/**
 * The case behind the form. It is opened when a scan is to be sent, for which the API wants person and type; from then on
 * what is typed is saved by itself. Writes go one after the other, each under the version that the one before left.
 */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'

import { api, body } from '../../api/client'
import { Problem } from '../../api/problem'
import { caseChanged, oneCase, refreshAfter } from '../../api/queries'
import type { Case } from '../../api/types'
import { blank, changedBetween, changes, fromCase, lacks, opening, type Form } from './form'
import { dropUpload, latestCase, startUpload, useUpload } from './upload'

/** How long nothing is typed until it is saved, in milliseconds. */
const PAUSE = 1000
/** Times that a change is tried under the version that somebody else's write left. */
const TRIES = 4

/** A new form that was left before its case was opened: it is there again when the officer comes back. */
let left: { form: Form; file: File | undefined } | undefined

/** What the next new form begins with. */
export function beginWith(form?: Form): void {
  left = form && { form, file: undefined }
}

export type Draft = ReturnType<typeof useDraft>

export function useDraft(id: string | undefined, start: Case | undefined, onOpened: (id: string) => void) {
  const [form, setForm] = useState<Form>(() => (start ? fromCase(start) : (left?.form ?? blank())))
  const [file, setFile] = useState<File | undefined>(() => (start ? undefined : left?.file))
  /** The case as the form last agreed with it. */
  const [base, setBase] = useState(start)
  const [problem, setProblem] = useState<unknown>()
  const [busy, setBusy] = useState<'opening' | 'saving' | 'submitting'>()
  const { upload, step } = useUpload(id)
  const read = useQuery({ ...oneCase(id ?? ''), enabled: id !== undefined })
  const live = newer(read.data, base)
  const lack = lacks(form)
  const whole = Object.keys(lack).length === 0
  const conflict = base !== undefined && live !== undefined && changedBetween(base, live)
  const editable = live === undefined || live.state === 'draft'

  useEffect(() => {
    if (id === undefined) left = { form, file }
  }, [id, form, file])

  const turn = useRef<Promise<unknown>>(Promise.resolve())
  /** One write after the other. */
  const inTurn = <T>(write: () => Promise<T>): Promise<T> => {
    const next = turn.current.then(write, write)
    turn.current = next.catch(() => undefined)
    return next
  }

  /** Writes what differs; a version that only the inspection of the scan has changed is no obstacle. */
  const save = async (one: Case): Promise<Case> => {
    let current = one
    for (let tried = 1; ; tried++) {
      const change = changes(form, current)
      if (!change) return current
      try {
        const saved = await body(
          api().PATCH('/cases/{case}', {
            params: { path: { case: current.id } },
            body: { ...change, version: current.version },
          }),
        )
        caseChanged(saved)
        setBase(saved)
        return saved
      } catch (cause) {
        if (!(cause instanceof Problem && cause.is('changed-meanwhile')) || tried === TRIES) throw cause
        const fresh = await latestCase(current.id)
        // What is wanted may be there already: the form saves itself, too.
        if (changes(form, fresh) !== undefined && changedBetween(current, fresh)) throw cause
        current = fresh
      }
    }
  }

  /** Opens the case, for the scan that is to be sent. */
  const openedFor = useRef<{ wanted: string; key: string }>(undefined)
  const open = async (scan: File) => {
    const wanted = opening(form)
    if (!wanted) return
    // The same wish is asked for under the same key, however often: one case.
    const written = JSON.stringify(wanted)
    if (openedFor.current?.wanted !== written)
      openedFor.current = { wanted: written, key: crypto.randomUUID() }
    setBusy('opening')
    setProblem(undefined)
    try {
      const opened = await body(
        api().POST('/cases', {
          params: { header: { 'Idempotency-Key': openedFor.current.key } },
          body: wanted,
        }),
      )
      caseChanged(opened)
      setBase(opened)
      startUpload(opened.id, scan)
      setFile(undefined)
      left = undefined
      onOpened(opened.id)
    } catch (cause) {
      setProblem(cause)
    } finally {
      setBusy(undefined)
    }
  }
  const wish = JSON.stringify([form, file?.name, file?.lastModified])
  const tried = useRef('')
  useEffect(() => {
    if (id !== undefined || file === undefined || !whole || busy || tried.current === wish) return
    // What is still being typed is waited for.
    const timer = setTimeout(() => {
      tried.current = wish
      void open(file)
    }, 300)
    return () => clearTimeout(timer)
  })

  const unsaved = live !== undefined && whole && changes(form, live) !== undefined
  const [failedFor, setFailedFor] = useState('')
  useEffect(() => {
    if (!live || !unsaved || !editable || conflict || busy || failedFor === wish) return
    const timer = setTimeout(() => {
      setBusy('saving')
      inTurn(() => save(live))
        .then(() => setProblem(undefined))
        .catch((cause: unknown) => {
          setFailedFor(wish)
          setProblem(cause)
          refreshAfter(cause, live.id)
        })
        .finally(() => setBusy(undefined))
    }, PAUSE)
    return () => clearTimeout(timer)
  })

  const submit = async (): Promise<Case | undefined> => {
    if (!live) return undefined
    setBusy('submitting')
    setProblem(undefined)
    const shown = step?.name === 'done' ? step.scan.sha256 : live.scan?.sha256
    try {
      const done = await inTurn(async () => submitted(await save(live), shown))
      dropUpload(done.id)
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

  /** Takes the scan back that was there before the one that is being replaced. */
  const keepEarlier = async () => {
    if (!live) return
    dropUpload(live.id)
    try {
      caseChanged(
        await inTurn(() =>
          body(
            api().PATCH('/cases/{case}', {
              params: { path: { case: live.id } },
              body: { keep_scan: true },
            }),
          ),
        ),
      )
    } catch (cause) {
      setProblem(cause)
    }
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
    upload,
    step,
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
    submit,
    takeTheirs: () => {
      if (!live) return
      setForm(fromCase(live))
      setBase(live)
    },
    keepMine: () => setBase(live),
  }
}

/** Submits a case with the scan that is shown; a version that only its inspection has changed is no obstacle. */
async function submitted(saved: Case, shown: string | undefined): Promise<Case> {
  let current = saved
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

function newer(one: Case | undefined, other: Case | undefined): Case | undefined {
  return one && other ? (other.version > one.version ? other : one) : (one ?? other)
}
