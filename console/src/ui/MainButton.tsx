/** The main action of a dialog: it also answers Ctrl+Enter, as a click on it would. */
import { useRef, type ComponentProps } from 'react'

import { useShortcut } from './keys'
import { ReasonedButton } from './ReasonedButton'

type Props = Omit<ComponentProps<typeof ReasonedButton>, 'keys' | 'ref' | 'onClick' | 'children'> & {
  /** Missing when its form is submitted by it. */
  onClick?: () => void
  children: string
}

export function MainButton({ onClick = () => undefined, children, ...rest }: Props) {
  const button = useRef<HTMLButtonElement>(null)
  useShortcut('Ctrl+Enter', children, () => button.current?.click())
  return (
    <ReasonedButton ref={button} aria-keyshortcuts="Control+Enter" onClick={onClick} {...rest}>
      {children}
    </ReasonedButton>
  )
}
