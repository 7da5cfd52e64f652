/**
 * A dialog over the page: the browser's own, which keeps keyboard and screen reader inside and gives the focus back.
 * While it is open, only its own shortcuts answer. What is marked with `data-autofocus` has the focus first. Once something
 * was typed or chosen, Escape asks before that is lost.
 */
import { Button, CloseButton, Group, Text, Title } from '@mantine/core'
import { useEffect, useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'

import { useText } from '../text/text'
import styles from './dialog.module.css'
import { LayerContext, openLayer } from './keys'

interface Props {
  title: string
  size?: 'md' | 'lg' | 'xl'
  /** Missing when it ends by what it asks for alone. */
  onClose?: () => void
  /** Stays above dialogs that are opened after it. */
  above?: boolean
  /** What is in it is no loss: it is there when it is opened again, or was only chosen from a list. */
  keeps?: boolean
  children: ReactNode
}

/** Shown while `opened`. */
export function Dialog({ opened = true, ...rest }: Props & { opened?: boolean }) {
  return opened && createPortal(<Shown {...rest} />, document.body)
}

/** Puts the dialog that stays above on top again. */
let raiseAbove: (() => void) | undefined

function Shown({ title, size = 'md', onClose, above = false, keeps = false, children }: Props) {
  const { close, discard } = useText().common
  const id = useId()
  const [layer] = useState(() => Symbol(title))
  const shown = useRef<HTMLDialogElement>(null)
  const typed = useRef(false)
  const [asking, ask] = useState(false)
  /** What had the focus when it was asked. */
  const left = useRef<Element>(null)
  const raise = useRef<() => void>(undefined)
  // Closed before it leaves the page: a dialog that is gone gives no focus back.
  useLayoutEffect(() => {
    const dialog = shown.current
    if (!dialog) return
    let closeLayer: (() => void) | undefined
    raise.current = () => {
      closeLayer?.()
      dialog.close()
      dialog.showModal()
      closeLayer = openLayer(layer)
      dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    }
    raise.current()
    if (above) raiseAbove = raise.current
    else raiseAbove?.()
    return () => {
      if (above) raiseAbove = undefined
      closeLayer?.()
      dialog.close()
    }
  }, [layer, above])
  useEffect(() => {
    const dialog = shown.current
    if (!dialog) return
    const own = (act: (event: Event) => void) => (event: Event) => event.target === dialog && act(event)
    const leave = () => {
      if (!typed.current || keeps) onClose?.()
      else if (onClose) {
        left.current = document.activeElement
        ask(true)
      }
    }
    const cancelled = own((event) => {
      event.preventDefault()
      leave()
    })
    // Asked twice, the browser closes it without another question.
    const closed = own(() => {
      // Its close is told after it has left the page, too.
      if (dialog.open || !dialog.isConnected) return
      if (!onClose || (typed.current && !keeps)) raise.current?.()
      leave()
    })
    // A press that misses the dialog takes nothing away that was typed. The second press of a double click is not meant for it.
    const beside = own(
      (event) => event instanceof MouseEvent && event.detail < 2 && !typed.current && onClose?.(),
    )
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
  }, [onClose, keeps])
  const stay = () => {
    ask(false)
    if (left.current instanceof HTMLElement) left.current.focus()
  }
  return (
    <LayerContext value={layer}>
      <dialog
        ref={shown}
        className={styles.dialog}
        data-size={size}
        aria-labelledby={id}
        // React would hand it on to a form that the dialog is written in.
        onSubmit={(event) => event.stopPropagation()}
      >
        <div className={styles.inside}>
          <div className={styles.head}>
            <Title order={2} id={id} className={styles.title}>
              {title}
            </Title>
            {onClose && <CloseButton aria-label={close} onClick={onClose} />}
          </div>
          {children}
          {asking && (
            <div role="alert" className={styles.asking}>
              <Text size="sm">{discard.question}</Text>
              <Group justify="flex-end">
                <Button variant="default" onClick={onClose}>
                  {discard.leave}
                </Button>
                <Button autoFocus onClick={stay}>
                  {discard.stay}
                </Button>
              </Group>
            </div>
          )}
        </div>
      </dialog>
    </LayerContext>
  )
}
