/** Says of the copy signed last, whose place the next case has taken on screen, that it is signed and checked. */
import { Alert, Anchor, Text } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { Link } from 'react-router'

import type { Case } from '../../api/types'
import { dayAndTime } from '../../format/format'
import { useText } from '../../text/text'

let last: Case | undefined
const listeners = new Set<() => void>()

export function tellSigned(signed: Case | undefined): void {
  last = signed
  listeners.forEach((tell) => tell())
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function LastSigned() {
  const { signer } = useText()
  const signed = useSyncExternalStore(subscribe, () => last)
  return (
    <div role="status">
      {signed?.signature && (
        <Alert color="green" p={8}>
          <Text size="xs">
            <b>{signer.signed.title}:</b> {signer.signed.last(signed.original_name, signed.requester.name)}.{' '}
            {signer.signed.by(signed.signature.name, dayAndTime(signed.signature.at))}{' '}
            <Anchor component={Link} to={`/cho-ky/${signed.id}`} size="xs" underline="always">
              {signer.signed.view}
            </Anchor>
          </Text>
        </Alert>
      )}
    </div>
  )
}
