/** A small button in a line of a table. When it cannot be used it stays reachable, and says why on hover and focus. */
import { Button, Tooltip, VisuallyHidden, type ButtonProps } from '@mantine/core'
import { useId, type ReactNode } from 'react'

interface Props extends ButtonProps {
  /** Why it cannot be used now; undefined when it can. */
  reason?: string | undefined
  /** What it does to what, for those who do not see the line. */
  label?: string
  onClick: () => void
  children: ReactNode
}

export function HintedButton({ reason, label, onClick, children, ...rest }: Props) {
  const id = useId()
  return (
    <Tooltip
      label={reason}
      disabled={reason === undefined}
      events={{ hover: true, focus: true, touch: true }}
      multiline
      withinPortal={false} // over a dialog, which lies over everything else
      maw={320}
    >
      <Button
        size="compact-sm"
        variant="default"
        {...rest}
        aria-label={label}
        aria-disabled={reason !== undefined}
        data-disabled={reason !== undefined || undefined}
        aria-describedby={reason === undefined ? undefined : id}
        onClick={() => reason === undefined && onClick()}
      >
        {children}
        {reason !== undefined && <VisuallyHidden id={id}>{reason}</VisuallyHidden>}
      </Button>
    </Tooltip>
  )
}
