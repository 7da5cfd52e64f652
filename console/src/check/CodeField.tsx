/** One line to type a code into, with the button that sends it; what is wrong stands under it. */
import { useId, type InputHTMLAttributes, type Ref } from 'react'

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  label: string
  hint: string
  error: string | undefined
  action: string
  busy?: boolean
  ref: Ref<HTMLInputElement>
}

export function CodeField({ label, hint, error, action, busy = false, ref, ...input }: Props) {
  const id = useId()
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
      <div className="row">
        <input
          {...input}
          ref={ref}
          id={id}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? `${id}-hint` : `${id}-hint ${id}-error`}
        />
        <button type="submit" className="action" disabled={busy}>
          {action}
        </button>
      </div>
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </>
  )
}
