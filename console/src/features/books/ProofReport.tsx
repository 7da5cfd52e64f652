/** Kiểm tra sổ: what the book and its entries say of each other, in words. */
import { Alert, List, Loader, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import { proof } from '../../api/books'
import type { Book, Schema } from '../../api/types'
import { dayOfIso, number } from '../../format/format'
import type { Text as Words } from '../../text/vi'
import { useText } from '../../text/text'
import { Icon } from '../../ui/Icon'
import { ProblemAlert } from '../../ui/ProblemAlert'

export function ProofReport({ book, onClose }: { book: Book; onClose: () => void }) {
  const text = useText()
  const words = text.books.proof
  const read = useQuery(proof(book.id))
  if (read.error) return <ProblemAlert problem={read.error} onRetry={() => void read.refetch()} />
  const found = read.data
  return (
    <Alert
      role="status"
      color={found ? (found.sound ? 'green' : 'red') : 'gray'}
      icon={found ? <Icon name={found.sound ? 'check' : 'alert'} /> : <Loader role="progressbar" size="xs" />}
      title={found && (found.sound ? words.sound : words.unsound)}
      withCloseButton
      styles={{ closeButton: { width: 28, height: 28 } }} // the kit's is 20 px
      closeButtonLabel={text.common.close}
      onClose={onClose}
    >
      {found ? <Said of={found} /> : words.running}
    </Alert>
  )
}

function Said({ of: { sound, proof, anchored } }: { of: Schema['BookProofView'] }) {
  const words = useText().books.proof
  if (!sound)
    return (
      <>
        <Text size="sm">{words.unsoundDetail(number(proof.found))}</Text>
        <List size="sm">
          {proof.findings.map((finding, at) => (
            <List.Item key={at}>{said(finding, words)}</List.Item>
          ))}
        </List>
      </>
    )
  return (
    <>
      <Text size="sm">
        {proof.entries === 0
          ? words.emptySound
          : words.soundDetail(number(proof.first), number(proof.next - 1), number(proof.entries))}
      </Text>
      <Text size="sm">
        {anchored ? words.anchored(dayOfIso(anchored.day), number(anchored.entries)) : words.noAnchor}
      </Text>
    </>
  )
}

function said(finding: Schema['FindingView'], { findings }: Words['books']['proof']): string {
  switch (finding.finding) {
    case 'out_of_turn':
      return findings.out_of_turn(number(finding.due), number(finding.found))
    case 'changed':
      return findings.changed(number(finding.number))
    case 'unchained':
      return findings.unchained(number(finding.number))
    case 'end_missing':
      return findings.end_missing(number(finding.due))
    case 'head_differs':
      return findings.head_differs
    case 'anchor_missing':
      return findings.anchor_missing(dayOfIso(finding.day))
  }
}
