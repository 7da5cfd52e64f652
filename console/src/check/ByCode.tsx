/** The form for the code on the statement page. */
import { useId, useRef, useState, type SubmitEvent } from 'react'

import { codeOf, LENGTH } from './code'
import { useWords } from './words'

export function ByCode({ start, onAsk }: { start: string; onAsk: (code: string) => void }) {
  const { byCode: words } = useWords()
  const [typed, setTyped] = useState(start)
  const [error, setError] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  const id = useId()

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const code = codeOf(typed)
    const wrong = code === '' ? words.missing : code.length !== LENGTH ? words.short(code.length) : undefined
    setError(wrong)
    if (wrong === undefined) onAsk(code)
    else field.current?.focus()
  }
  return (
    <form className="card" onSubmit={submit} noValidate>
      <h2>{words.title}</h2>
      <label htmlFor={id}>{words.label}</label>
      <p className="hint" id={`${id}-hint`}>
        {words.hint}
      </p>
      <div className="row">
        <input
          ref={field}
          id={id}
          className="code"
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? `${id}-hint` : `${id}-hint ${id}-error`}
        />
        <button type="submit" className="action">
          {words.action}
        </button>
      </div>
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </form>
  )
}
