/** How far a case has come: its number, or who sealed it and when. */
import { Group, Text } from '@mantine/core'
import { useState } from 'react'

import type { Case } from '../../api/types'
import { dayAndTime } from '../../format/format'
import { useText } from '../../text/text'
import { Icon } from '../../ui/Icon'

export function SealDone({ of }: { of: Case }) {
  const { clerk } = useText()
  const said = of.seal
    ? clerk.sealed(of.seal.name, dayAndTime(of.seal.at))
    : of.number && clerk.numbered(of.number.text, of.number.book_text)
  // What was done before the case was opened is a fact of it, and no confirmation.
  const [before] = useState(said)
  return (
    <Group gap={6} role={said === before ? 'note' : 'status'} wrap="nowrap">
      {said && (
        <>
          <Icon name={of.seal ? 'seal' : 'book'} />
          <Text size="sm">{said}</Text>
        </>
      )}
    </Group>
  )
}
