/** A line of the menu. */
import type { ReactNode } from 'react'

import styles from './Frame.module.css'

interface Props {
  active: boolean
  label: string
  rightSection: ReactNode
}

export function Item({ active, label, rightSection }: Props) {
  return (
    <span className={styles.item} data-active={active || undefined}>
      <span className={styles.label}>{label}</span>
      {rightSection}
    </span>
  )
}
