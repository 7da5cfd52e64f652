/** The form of one original, in the order of the counter: who, what, scan, fee, Trình ký. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'

import { caseHistory } from '../../api/queries'
import type { Case } from '../../api/types'
import { dayAndTime, money } from '../../format/format'
import { CaseDocument } from '../../pdf/CaseDocument'
import { PdfView } from '../../pdf/PdfView'
import type { Sight } from '../../pdf/sight'
import { personLacks } from '../../person/person'
import { PersonFields } from '../../person/PersonFields'
import { useText } from '../../text/text'
import { Empty } from '../../ui/Empty'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { ReasonedButton } from '../../ui/ReasonedButton'
import { useShortcut } from '../../ui/keys'
import { BothScans } from './BothScans'
import { Duplicates } from './Duplicates'
import { useEnterMovesOn } from './enter'
import { samePerson, type Field, type Form } from './form'
import styles from './officer.module.css'
import { PaperFields } from './PaperFields'
import { usedType } from './recent'
import { ScanField } from './ScanField'
import { under } from './upload'
import { ScanReplaced, useDraft, type Draft } from './useDraft'

interface Props {
  id: string | undefined
  /** The case that is gone on with. */
  start: Case | undefined
  /** What stands over the form: what was submitted before, why it was returned. */
  notice?: React.ReactNode
  onOpened: (id: string) => void
  /** Submitted; the form for the same person's next original, when the person is known by number or e-mail. */
  onSubmitted: (done: Case, same: Form | undefined) => void
}

const ORDER: Field[] = ['number', 'name', 'email', 'type', 'original', 'copies', 'reason', 'percent']

export function CaseForm({ id, start, notice, onOpened, onSubmitted }: Props) {
  const text = useText()
  const { officer } = text
  const draft = useDraft(id, start, onOpened)
  const { form, lack, live } = draft
  const [strict, setStrict] = useState(false)
  const around = useEnterMovesOn<HTMLFormElement>()
  const reason = useReason(draft)
  const [sight, setSight] = useState<Sight>('waiting')

  const first = start === undefined ? (form.type ? 'scan' : form.found ? 'type' : 'number') : 'scan'
  const [focused] = useState(first)
  useEffect(() => {
    document.getElementById(`field-${focused}`)?.focus()
  }, [focused])

  const submit = () => {
    if (draft.busy === 'submitting') return // pressed once more
    setStrict(true)
    if (reason !== undefined) {
      const field = ORDER.find((one) => lack[one]) ?? (unconfirmed(live) ? 'confirm' : 'scan')
      document.getElementById(`field-${field}`)?.focus()
      return
    }
    void draft.submit().then((done) => {
      if (!done) return
      usedType(done.document_type)
      const known = form.noAccount || form.found?.number !== undefined
      onSubmitted(done, known ? samePerson(form) : undefined)
    })
  }
  useShortcut('Ctrl+Enter', officer.submit, submit)

  return (
    <div className={styles.page}>
      <div className={styles.columns}>
        <form ref={around} className={styles.form} onSubmit={(event) => event.preventDefault()} noValidate>
          <h1 className={styles.title}>{start ? officer.going : officer.title}</h1>
          <Stack gap="xs" mb="xs">
            {notice}
            <Notices draft={draft} />
          </Stack>
          <fieldset className={styles.section} disabled={!draft.editable}>
            <legend>{officer.who}</legend>
            <PersonFields
              form={form}
              set={draft.set}
              lack={personLacks(form)}
              strict={strict}
              onFound={() => setTimeout(() => document.getElementById('field-type')?.focus())}
            />
          </fieldset>
          <fieldset className={styles.section} disabled={!draft.editable}>
            <legend>{officer.what}</legend>
            <PaperFields form={form} set={draft.set} lack={lack} of={live} strict={strict} />
          </fieldset>
          <fieldset className={styles.section}>
            <legend>{officer.scan}</legend>
            <ScanField draft={draft} sight={sight} />
            {live && draft.editable && <Duplicates of={live} />}
          </fieldset>
        </form>
        <div className={styles.preview}>
          <Preview draft={draft} onSight={setSight} />
        </div>
      </div>
      <Group className={styles.actions} gap="sm">
        <Text size="sm">
          {officer.fee}:{' '}
          <Text span fw={600} className="figures">
            {live?.fee === undefined ? officer.feeLater : money(live.fee)}
          </Text>
        </Text>
        <ReasonedButton
          keys="Ctrl+Enter"
          loading={draft.busy === 'submitting'}
          reason={draft.busy === 'submitting' ? officer.submitting : reason}
          onClick={submit}
        >
          {officer.submit}
        </ReasonedButton>
        <Text size="xs" c="dimmed" ml="auto" role="status">
          {draft.busy === 'saving' ? officer.saving : live && !draft.unsaved && officer.saved}
        </Text>
      </Group>
    </div>
  )
}

/** Why it cannot be submitted yet. */
function useReason(draft: Draft): string | undefined {
  const { lacking } = useText().officer
  const { lack, live, step, file } = draft
  if (!draft.editable) return lacking.state
  if (draft.conflict) return lacking.conflict
  if (draft.scanReplaced) return lacking.scanReplaced
  if (lack.number ?? lack.name ?? lack.email) return lacking.who
  if (Object.keys(lack).length > 0) return lacking.what
  if (file ?? under(step)) return lacking.upload
  if (live?.scan?.state !== 'ready') return lacking.scan
  return unconfirmed(live) ? lacking.confirm : undefined
}

/** Whether the scan was repaired, and nobody has compared it with the paper. */
function unconfirmed(one: Case | undefined): boolean {
  return one?.scan?.repair !== undefined && one.scan.repair.confirmed_by === undefined
}

function Notices({ draft }: { draft: Draft }) {
  const text = useText()
  const { officer } = text
  const { live } = draft
  return (
    <>
      {!draft.editable && live && (
        <Alert color="yellow" role="status">
          {officer.gone(text.common.states[live.state])}
        </Alert>
      )}
      {draft.conflict && draft.editable && (
        <Alert color="yellow" role="alert" p="xs">
          <Text size="sm" fw={600}>
            {officer.conflict.title}
          </Text>
          <Text size="sm">{officer.conflict.detail}</Text>
          <Group gap="xs" mt="xs">
            <Button size="compact-sm" onClick={draft.takeTheirs}>
              {officer.conflict.theirs}
            </Button>
            <Button size="compact-sm" variant="default" onClick={draft.keepMine}>
              {officer.conflict.mine}
            </Button>
          </Group>
        </Alert>
      )}
      {draft.scanReplaced && draft.editable && live && <Replaced of={live} onAccept={draft.acceptScan} />}
      {!draft.conflict && !(draft.problem instanceof ScanReplaced) && (
        <ProblemAlert problem={draft.problem} />
      )}
    </>
  )
}

/** Says that another scan stands in the case than the one that was on screen, by whom and when. */
function Replaced({ of, onAccept }: { of: Case; onAccept: () => void }) {
  const text = useText()
  const { scanReplaced } = text.officer
  const lines = useQuery(caseHistory(of.id)).data?.history
  const last = lines?.findLast(({ action }) => action === 'expect-scan' || action === 'change')
  return (
    <Alert color="yellow" role="alert" p="xs">
      <Text size="sm" fw={600}>
        {scanReplaced.title}
      </Text>
      {last && <Text size="sm">{scanReplaced.by(last.by ?? text.queue.system, dayAndTime(last.at))}</Text>}
      <Text size="sm">{scanReplaced.detail}</Text>
      <Button size="compact-sm" mt="xs" onClick={onAccept}>
        {scanReplaced.accept}
      </Button>
    </Alert>
  )
}

interface PreviewProps {
  draft: Draft
  /** Told whether the repaired scan is on the screen. */
  onSight: (sight: Sight) => void
}

/** The file on this computer at once; the scan of a case that is gone on with; both of a repaired one. */
function Preview({ draft, onSight }: PreviewProps) {
  const { officer } = useText()
  const { file, upload, live, step } = draft
  // Another scan than this computer's, once it stands in the case.
  const local = file ?? upload?.file
  const read = useFileBytes(local)
  if (live?.scan?.repair && !file && !under(step))
    return <BothScans key={live.scan.sha256} of={live} uploaded={read} onSight={onSight} />
  if (local) return <PdfView bytes={read} label={officer.preview} />
  if (live?.scan?.state === 'ready')
    return <CaseDocument id={live.id} version="scan" seen={live.scan.sha256 ?? live.version} />
  return <Empty>{officer.noPreview}</Empty>
}

function useFileBytes(file: File | undefined): Uint8Array | undefined {
  return useQuery({
    queryKey: ['file', file?.name, file?.size, file?.lastModified],
    queryFn: async () => new Uint8Array(await (file ?? new Blob()).arrayBuffer()),
    enabled: file !== undefined,
    staleTime: Infinity,
    gcTime: 0, // 30 MB each
  }).data
}
