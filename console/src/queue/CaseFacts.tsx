/** What is known of a case. */
import { Text } from '@mantine/core'
import type { ReactNode } from 'react'

import type { Case } from '../api/types'
import { bytes, dayAndTime, money } from '../format/format'
import { useText } from '../text/text'
import { shortCode } from './filters'
import { Repaired } from './Repaired'

export function CaseFacts({ of }: { of: Case }) {
  const text = useText()
  const { facts } = text.queue
  const { requester, scan, number, signature } = of
  return (
    <dl style={{ margin: 0 }}>
      <Fact name={facts.requester}>{requester.name}</Fact>
      {requester.email ? (
        <Fact name={facts.email}>{requester.email}</Fact>
      ) : (
        <Fact name={facts.account}>{requester.account}</Fact>
      )}
      <Fact name={facts.original}>{of.original_name}</Fact>
      {scan?.pages !== undefined && (
        <Fact name={facts.scan}>
          {text.common.pages(scan.pages)}
          {scan.length !== undefined && ` · ${bytes(scan.length)}`}
          {scan.repair && <Repaired repair={scan.repair} />}
        </Fact>
      )}
      <Fact name={facts.copies}>{of.copies}</Fact>
      {of.fee !== undefined && <Fact name={facts.fee}>{money(of.fee)}</Fact>}
      <Fact name={facts.received}>{dayAndTime(of.received_at)}</Fact>
      <Fact name={facts.due}>{dayAndTime(of.due_at)}</Fact>
      {number && (
        <Fact name={facts.number}>
          {number.text}, {number.book_text}
        </Fact>
      )}
      {signature && (
        <Fact name={facts.signedBy}>
          {signature.name} · {dayAndTime(signature.at)}
        </Fact>
      )}
      {of.held_by && <Fact name={facts.heldBy}>{text.common.roles[of.held_by]}</Fact>}
      <Fact name={facts.code}>{shortCode(of.id)}</Fact>
    </dl>
  )
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div style={{ marginBottom: 6 }}>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0} size="sm" style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </div>
  )
}
