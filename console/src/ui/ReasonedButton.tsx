/** A button that says beside it why it cannot be used, and stays reachable by keyboard. */
import { Button, Text, VisuallyHidden, type ButtonProps } from '@mantine/core'
import { useId, type MouseEvent, type ReactNode, type Ref } from 'react'

interface Props extends ButtonProps {
  /** Why it cannot be used now; undefined when it can. */
  reason?: string | undefined
  /** The keys that do the same, as shown: `Ctrl+Enter`. */
  keys?: string
  onClick: () => void
  children: ReactNode
  type?: 'button' | 'submit'
  id?: string
  ref?: Ref<HTMLButtonElement>
  'data-autofocus'?: boolean
  'aria-keyshortcuts'?: string
}

export function ReasonedButton({ reason, keys, onClick, children, ...rest }: Props) {
  const id = useId()
  const click = (event: MouseEvent) => {
    if (reason !== undefined) event.preventDefault()
    else onClick()
  }
  return (
    <>
      <Button
        {...rest}
        type={rest.type ?? 'button'}
        onClick={click}
        aria-disabled={reason !== undefined}
        data-disabled={reason !== undefined || undefined}
        aria-describedby={reason === undefined ? undefined : id}
        aria-keyshortcuts={keys?.replace('Ctrl', 'Control') ?? rest['aria-keyshortcuts']}
        rightSection={
          keys && (
            <Text span size="xs" opacity={0.85} aria-hidden>
              {keys}
            </Text>
          )
        }
      >
        {children}
      </Button>
      {reason !== undefined &&
        (rest.loading ? (
          <VisuallyHidden id={id}>{reason}</VisuallyHidden>
        ) : (
          <Text id={id} size="xs" c="dimmed">
            {reason}
          </Text>
        ))}
    </>
  )
}
