/** For the requester: a code that works once, sent to the known address, opens the copy. */
import { useEffect, useRef, useState, type SubmitEvent } from 'react'

import { saveFile } from '../ui/saveFile'
import { asTyped } from '../values/letters'
import { fetchCopy, sendCode } from './ask'
import { CodeField } from './CodeField'
import { Failure } from './Failure'
import { useWords } from './words'

const DIGITS = 8

export function Download({ code }: { code: string }) {
  const { download: words } = useWords()
  const [asked, setAsked] = useState<'no' | 'sent' | 'had'>('no')
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string>()
  const [problem, setProblem] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const [link, setLink] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (asked !== 'no') field.current?.focus()
  }, [asked])

  const during = async (work: () => Promise<void>) => {
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
    } catch (failed) {
      setProblem(failed)
    } finally {
      setBusy(false)
    }
  }
  const ask = () =>
    during(async () => {
      await sendCode(code)
      setAsked('sent')
    })
  const take = (event: SubmitEvent) => {
    event.preventDefault()
    const digits = asTyped(typed).replace(/\D/g, '')
    const wrong = digits.length === DIGITS ? undefined : words.wrongShape
    setError(wrong)
    if (wrong !== undefined) {
      field.current?.focus()
      return
    }
    void during(async () => {
      const { url } = await fetchCopy(code, digits)
      setLink(url)
      setTyped('')
      await saveFile(url, `ban-sao-${code}.pdf`)
    })
  }
  return (
    <div className="download no-print">
      <h3>{words.title}</h3>
      <p className="hint">{words.lead}</p>
      <div className="row">
        <button type="button" className="plain" disabled={busy} onClick={() => void ask()}>
          {words.ask}
        </button>
        {asked === 'no' && (
          <button type="button" className="link" onClick={() => setAsked('had')}>
            {words.haveOne}
          </button>
        )}
      </div>
      {asked === 'sent' && <p role="status">{words.asked}</p>}
      {asked !== 'no' && (
        <form onSubmit={take} noValidate>
          <CodeField
            ref={field}
            label={words.label}
            hint={words.hint}
            error={error}
            action={words.action}
            busy={busy}
            className="digits"
            inputMode="numeric"
            autoComplete="one-time-code"
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        </form>
      )}
      {link && (
        <p role="status">
          {words.fetched}
          <a href={link} target="_blank" rel="noreferrer">
            {words.link}
          </a>
        </p>
      )}
      {problem !== undefined && <Failure problem={problem} />}
    </div>
  )
}
