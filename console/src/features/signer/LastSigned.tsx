/** Says of the copy signed last, whose place the next case has taken on screen, that it is signed and checked. */
import { Anchor } from '@mantine/core'
import { Link } from 'react-router'

import type { Case } from '../../api/types'
import { dayAndTime } from '../../format/format'
import { useText } from '../../text/text'
import { sayDone } from '../../ui/Done'

export function LastSigned({ of }: { of: Case }) {
  const { signer } = useText()
  return (
    <>
      <b>{signer.signed.title}:</b> {signer.signed.last(of.original_name, of.requester.name)}.{' '}
      {of.signature && signer.signed.by(of.signature.name, dayAndTime(of.signature.at))}{' '}
      <Anchor
        component={Link}
        to={`/cho-ky/${of.id}`}
        size="sm"
        underline="always"
        onClick={() => sayDone()} // the case says it itself
      >
        {signer.signed.view}
      </Anchor>
    </>
  )
}
