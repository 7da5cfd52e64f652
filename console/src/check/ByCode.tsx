/** The form for the code on the statement page. */
import { useRef, useState, type SubmitEvent } from 'react'

import { codeOf, LENGTH } from './code'
import { CodeField } from './CodeField'
import { useWords } from './words'

export function ByCode({ start, onAsk }: { start: string; onAsk: (code: string) => void }) {
  const { byCode: words } = useWords()
  const [typed, setTyped] = useState(start)
  const [error, setError] = useState<string>()
  const field = useRef<HTMLInputElement>(null)

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
      <CodeField
        ref={field}
        label={words.label}
        hint={words.hint}
        error={error}
        action={words.action}
        className="code"
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
      />
    </form>
  )
}
