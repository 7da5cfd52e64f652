/** A file chosen or dropped; it is read here and goes nowhere. */
import { useEffect, useId, useRef, useState } from 'react'

import { useWords } from './words'

interface Props {
  onAsk: (file: File) => void
  /** Why the last file was not checked. */
  refused: string | undefined
  /** The name of the file that is being read. */
  reading: string | undefined
}

export function ByFile({ onAsk, refused, reading }: Props) {
  const { byFile: words } = useWords()
  const [over, setOver] = useState(false)
  const id = useId()
  const latest = useRef(onAsk)
  useEffect(() => {
    latest.current = onAsk
  })

  // The whole window takes the drop: a file that misses the frame would otherwise be opened by the browser.
  useEffect(() => {
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const drag = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setOver(false)
      const file = event.dataTransfer?.files[0]
      if (file) latest.current(file)
    }
    addEventListener('dragover', drag)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', drag)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
    }
  }, [])

  return (
    <section className={over ? 'card over' : 'card'} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.title}</h2>
      <p className="hint" id={`${id}-hint`}>
        {words.hint}
      </p>
      <div className="row drop">
        <label className="file">
          {words.choose}
          <input
            type="file"
            accept="application/pdf,.pdf"
            aria-describedby={refused === undefined ? `${id}-hint` : `${id}-hint ${id}-error`}
            aria-invalid={refused !== undefined}
            onChange={({ currentTarget }) => {
              const file = currentTarget.files?.[0]
              currentTarget.value = '' // the same file can be chosen again
              if (file) onAsk(file)
            }}
          />
        </label>
        <span className="hint">{words.drop}</span>
      </div>
      {reading !== undefined && <p className="hint">{words.reading(reading)}</p>}
      {refused && (
        <p className="error" id={`${id}-error`} role="alert">
          {refused}
        </p>
      )}
    </section>
  )
}
