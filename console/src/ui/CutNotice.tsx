/**
 * Says it when a field cannot take all of what is typed or pasted: the browser cuts at `maxlength` without a word. For
 * every field of the application, so that none is forgotten; it stays until the field is left or holds less.
 */
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'

import { useText } from '../text/text'

type Field = HTMLInputElement | HTMLTextAreaElement

interface Cut {
  field: Field
  limit: number
}

export function CutNotice() {
  const { cut: say } = useText().common
  const [cut, setCut] = useState<Cut>()
  useEffect(() => {
    const typed = (event: InputEvent) => look(event, event.data ?? event.dataTransfer?.getData('text') ?? '')
    const look = (event: Event, text: string) => {
      const field = event.target
      if (!isField(field) || field.maxLength < 0) return
      const taken = field.value.length - ((field.selectionEnd ?? 0) - (field.selectionStart ?? 0))
      setCut(taken + text.length > field.maxLength ? { field, limit: field.maxLength } : undefined)
    }
    const left = () => setCut(undefined)
    addEventListener('beforeinput', typed)
    addEventListener('focusout', left)
    return () => {
      removeEventListener('beforeinput', typed)
      removeEventListener('focusout', left)
    }
  }, [])
  if (!cut) return null
  const name = cut.field.labels?.[0]?.textContent.replace(/\s*\*$/, '') ?? cut.field.ariaLabel ?? ''
  return createPortal(
    // In the dialog of the field: a dialog lies over everything else.
    <p className="cut-notice" role="status">
      {say(name, cut.limit)}
    </p>,
    cut.field.closest('dialog') ?? document.body,
  )
}

function isField(target: EventTarget | null): target is Field {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}
