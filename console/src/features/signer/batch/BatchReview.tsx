/** Looking through what is ticked: space brings the next, X leaves it out; then all are signed with one PIN. */
import { Alert, Button, Group, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'

import { queries, useMe } from '../../../api/queries'
import type { Case } from '../../../api/types'
import { PdfStrip } from '../../../pdf/PdfStrip'
import { useInSight, type Sight } from '../../../pdf/sight'
import styles from '../../../queue/pane.module.css'
import { preparedBytes } from '../../../signing/prepared'
import { useSigningService } from '../../../signing/service'
import { SigningMissing } from '../../../signing/SigningStatus'
import { useText } from '../../../text/text'
import { Confirm } from '../../../ui/Confirm'
import { Icon } from '../../../ui/Icon'
import { useShortcut } from '../../../ui/keys'
import { useNow } from '../../../ui/now'
import { ReasonedButton } from '../../../ui/ReasonedButton'
import { CertificateNote } from '../CertificateNote'
import { keptFor, prepare, usePreparation } from '../preparing'
import { hindrance } from '../right'
import { signBatch } from './run'
import { tick } from './lines'

/** Files that are made ready ahead of the one that is looked at. */
const AHEAD = 2

export function BatchReview({ chosen, opened }: { chosen: readonly Case[]; opened: string | undefined }) {
  const text = useText()
  const { signer } = text
  const words = signer.batch
  const navigate = useNavigate()
  const { search } = useLocation()
  const me = useMe().data
  const now = useNow()
  const service = useSigningService()
  const [asks, setAsks] = useState(false)
  const at = Math.max(
    chosen.findIndex(({ id }) => id === opened),
    0,
  )
  const current = chosen[at]
  const hindered = me && hindrance(me, undefined, now, text)
  const { unseen, tell } = useInSight(current?.id, false)
  const reason = hindered?.detail ?? (service === 'ready' ? unseen && words.unseen[unseen] : signer.noService)

  const open = (one: Case | undefined) => one && void navigate({ pathname: `/cho-ky/${one.id}`, search })
  const next = () => open(chosen[Math.min(at + 1, chosen.length - 1)])
  // The next one is on screen before this one is unticked: an unticked case would be shown by itself, to be signed.
  const leaving = useRef<string>(undefined)
  const leaveOut = () => {
    if (!current) return
    leaving.current = current.id
    const other = chosen[at + 1] ?? chosen[at - 1]
    void navigate({ pathname: other ? `/cho-ky/${other.id}` : '/cho-ky', search })
  }
  useEffect(() => {
    if (leaving.current === undefined || leaving.current === opened) return
    tick([leaving.current], false)
    leaving.current = undefined
  })
  const ask = () => reason === undefined && setAsks(true)
  useShortcut('Space', words.keys.next, next)
  useShortcut('X', words.keys.leaveOut, leaveOut)
  useShortcut('Ctrl+Enter', words.sign(chosen.length), ask)
  const begin = () => {
    setAsks(false)
    void signBatch(chosen)
  }
  return (
    <div className={styles.pane}>
      <div className={styles.head}>
        <Title order={2}>{words.title(chosen.length)}</Title>
        {current && (
          <Text size="sm" role="status">
            {words.at(at + 1, chosen.length, current.requester.name, current.original_name)}
          </Text>
        )}
      </div>
      {!hindered && <SigningMissing />}
      {hindered && (
        <Alert color="red" title={signer.cannot.title} icon={<Icon name="alert" />} role="status">
          {hindered.detail} {hindered.profile && <Link to="/ca-nhan">{signer.toProfile}</Link>}
        </Alert>
      )}
      <div className={styles.document}>
        {current && (
          <Look
            key={current.id}
            of={current}
            ahead={chosen.slice(at + 1, at + 1 + AHEAD)}
            can={!hindered}
            onSight={tell}
          />
        )}
      </div>
      <Group className={styles.actions} gap="sm">
        <ReasonedButton keys="Ctrl+Enter" leftSection={<Icon name="pen" />} reason={reason} onClick={ask}>
          {words.sign(chosen.length)}
        </ReasonedButton>
        <Button variant="default" aria-keyshortcuts="Space" onClick={next} disabled={at + 1 >= chosen.length}>
          {words.next}
        </Button>
        <Button variant="default" aria-keyshortcuts="X" onClick={leaveOut}>
          {words.leaveOut}
        </Button>
        {me?.certificate && <CertificateNote of={me.certificate} />}
      </Group>
      <Confirm
        opened={asks}
        title={words.confirm.title(chosen.length)}
        action={words.sign(chosen.length)}
        onConfirm={begin}
        onClose={() => setAsks(false)}
      >
        {words.confirm.detail(me?.certificate?.subject ?? '')}
      </Confirm>
    </div>
  )
}

interface LookProps {
  of: Case
  ahead: readonly Case[]
  can: boolean
  onSight: (sight: Sight) => void
}

/** One of them, as it will be signed: the statement page, then the scan. The next ones are made ready meanwhile. */
function Look({ of, ahead, can, onSight }: LookProps) {
  const text = useText()
  const { prepared, problem } = usePreparation(of, can && of.state === 'awaiting_signature')
  const bytes = (one: Case, id: string) =>
    preparedBytes({ id: one.id, base: 'scan', seen: one.scan?.sha256 ?? one.version, prepared: id })
  const read = useQuery({
    ...bytes(of, prepared?.view.prepared ?? ''),
    enabled: prepared !== undefined,
  })
  const ready = read.isSuccess
  const coming = ahead.map(({ id }) => id).join()
  useEffect(() => {
    if (!ready) return
    const controller = new AbortController()
    const { signal } = controller
    void (async () => {
      for (const one of ahead) {
        if (signal.aborted) return
        const made = keptFor(one) ?? (await prepare(one, undefined, signal))
        await queries.query(bytes(one, made.view.prepared))
      }
    })().catch(() => undefined) // said when it is its turn
    return () => controller.abort()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- which ones, not their objects, which each look at the list makes anew
  }, [ready, coming])
  return (
    <PdfStrip
      bytes={read.data}
      label={text.queue.document}
      problem={problem ?? read.error ?? undefined}
      lastFirst
      onSight={onSight}
    />
  )
}
