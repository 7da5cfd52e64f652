/** A dialog over the page. When it goes, the focus is again where it was before. */
import { Modal, type ModalProps } from '@mantine/core'
import { useEffect, useState } from 'react'

import { useText } from '../text/text'

export function Dialog(props: ModalProps) {
  const { common } = useText()
  // Mantine gives the focus back where a dialog closes, and not where it is taken off the page with what it held.
  const [opener] = useState(() => (props.opened ? document.activeElement : null))
  useEffect(
    () => () => {
      const lost = document.activeElement === null || document.activeElement === document.body
      if (lost && opener instanceof HTMLElement) opener.focus()
    },
    [opener],
  )
  return <Modal closeButtonProps={{ 'aria-label': common.close }} {...props} />
}
