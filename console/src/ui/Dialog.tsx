/**
 * A dialog over the page: the browser's own, which keeps keyboard and screen reader inside and gives the focus back.
 * What is marked with `data-autofocus` has it first.
 */
import { CloseButton, Title } from '@mantine/core'
import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { createPortal } from 'react-dom'

import { useText } from '../text/text'
import styles from './dialog.module.css'

interface Props {
  title: string
  size?: 'md' | 'lg' | 'xl'
  /** Missing when it ends by what it asks for alone. */
  onClose?: () => void
  children: ReactNode
}

/** Shown while `opened`. */
export function Dialog({ opened = true, ...rest }: Props & { opened?: boolean }) {
  return opened && createPortal(<Shown {...rest} />, document.body)
}

function Shown({ title, size = 'md', onClose, children }: Props) {
  const { close } = useText().common
  const id = useId()
  const shown = useRef<HTMLDialogElement>(null)
  const typed = useRef(false)
  // Before it leaves the page: a dialog that is gone gives no focus back.
  useLayoutEffect(() => {
    const dialog = shown.current
    dialog?.showModal()
    dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => dialog?.close()
  }, [])
  useEffect(() => {
    const dialog = shown.current
    if (!dialog) return
    const own = (act: (event: Event) => void) => (event: Event) => event.target === dialog && act(event)
    const cancelled = own((event) => {
      event.preventDefault()
      onClose?.()
    })
    // Asked twice, the browser closes it without another question.
    const closed = own(() => {
      if (dialog.open) return
      if (onClose) onClose()
      else dialog.showModal()
    })
    // A press that misses the dialog takes nothing away that was typed.
    const beside = own(() => !typed.current && onClose?.())
    const types = () => {
      typed.current = true
    }
    dialog.addEventListener('input', types)
    dialog.addEventListener('cancel', cancelled)
    dialog.addEventListener('close', closed)
    dialog.addEventListener('mousedown', beside)
    return () => {
      dialog.removeEventListener('input', types)
      dialog.removeEventListener('cancel', cancelled)
      dialog.removeEventListener('close', closed)
      dialog.removeEventListener('mousedown', beside)
    }
  }, [onClose])
  return (
    <dialog ref={shown} className={styles.dialog} data-size={size} aria-labelledby={id}>
      <div className={styles.inside}>
        <div className={styles.head}>
          <Title order={2} id={id} className={styles.title}>
            {title}
          </Title>
          {onClose && <CloseButton aria-label={close} onClick={onClose} />}
        </div>
        {children}
      </div>
    </dialog>
  )
}

/** Whether a dialog is over the page. */
export function dialogOpen(): boolean {
  return document.querySelector('dialog:modal') !== null
}
