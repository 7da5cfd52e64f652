/** A state as word, icon and colour. */
import { Badge } from '@mantine/core'

import type { CaseState } from '../api/types'
import { useText } from '../text/text'
import { Icon, type IconName } from './Icon'

const LOOKS: Record<CaseState, [IconName, string]> = {
  draft: ['pen', 'gray'],
  awaiting_signature: ['clock', 'blue'],
  returned: ['undo', 'red'],
  signed: ['pen', 'blue'],
  numbered: ['book', 'blue'],
  sealed: ['seal', 'blue'],
  released: ['check', 'green'],
  withdrawn: ['alert', 'red'],
  cancelled: ['close', 'gray'],
}

export function State({ state }: { state: CaseState }) {
  const text = useText()
  const [icon, color] = LOOKS[state]
  return (
    <Badge
      variant="light"
      color={color}
      radius="sm"
      tt="none"
      fw={600}
      leftSection={<Icon name={icon} size={13} />}
      style={{ color: 'var(--mantine-color-dark-7)' }}
    >
      {text.common.states[state]}
    </Badge>
  )
}
