/** The scan: chosen or dropped, on its way with words and percent, inspected, refused or ready. */
import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useEffect, useRef, useState, type DragEvent } from 'react'

import { bytes, bytesOver } from '../../format/format'
import type { Sight } from '../../pdf/sight'
import { refusedScan } from '../../queue/refused'
import { useText } from '../../text/text'
import type { Text as Words } from '../../text/vi'
import { Icon } from '../../ui/Icon'
import { ProblemAlert, Said as Problematic } from '../../ui/ProblemAlert'
import styles from './officer.module.css'
import { RepairNotice } from './RepairNotice'
import { MOST_BYTES, TooSlow, under, unfit, type Step } from './upload'
import type { Draft } from './useDraft'

interface Props {
  draft: Draft
  /** Whether the scan that is certified has been on the screen. */
  sight: Sight
}

export function ScanField({ draft, sight }: Props) {
  const { codes, officer } = useText()
  const { step, live, file, upload } = draft
  const [over, setOver] = useState(false)
  const [bad, setBad] = useState<string>()
  const input = useRef<HTMLInputElement>(null)
  const scan = live?.scan
  const refused = under(step) ? undefined : refusedScan(codes, scan)
  const ready = !under(step) && scan?.state === 'ready'

  const take = async (chosen: File | undefined) => {
    if (!chosen) return
    const why = await unfit(chosen)
    setBad(why && officer.unfit[why](chosen.name, bytesOver(chosen.size, MOST_BYTES)))
    if (!why) draft.choose(chosen)
    if (input.current) input.current.value = '' // the same file may be chosen again after a mend
  }
  useStrayDrops()
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const { files } = event.dataTransfer
    // A case has one scan: none is taken when there is a choice to be made.
    if (files.length > 1) setBad(officer.unfit.several(files.length))
    else void take(files[0])
  }
  const error = bad ?? refused
  const said = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    said.current?.scrollIntoView({ block: 'nearest' })
  }, [error])
  const shown = file ?? upload?.file
  return (
    <div
      className={styles.drop}
      data-over={over || undefined}
      role="group"
      aria-label={officer.scan}
      aria-describedby="scan-says"
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Stack gap={6}>
        <Group gap="xs">
          <Button
            id="field-scan"
            data-field
            variant={ready || shown ? 'default' : 'light'}
            leftSection={<Icon name="upload" />}
            disabled={!draft.editable}
            aria-describedby={error ? 'scan-error' : undefined}
            onClick={() => input.current?.click()}
          >
            {ready || shown || refused ? officer.chooseAgain : officer.choose}
          </Button>
          <Text size="xs" c="dimmed" style={{ flex: 1 }}>
            {over ? officer.dropHere : officer.drop}
          </Text>
          <input
            ref={input}
            type="file"
            accept="application/pdf,.pdf"
            hidden
            aria-label={officer.choose}
            data-testid="scan-file"
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
        </Group>
        {shown && (
          <Text size="xs" className={styles.file}>
            {shown.name} · {bytes(shown.size)}
          </Text>
        )}
        {step?.name === 'sending' && (
          <Progress value={percentOf(step)} aria-label={officer.scan} transitionDuration={100} />
        )}
        <div id="scan-says" role="status">
          <Said step={step} draft={draft} officer={officer} />
        </div>
        {step?.name === 'sending' && step.slow && (
          <Alert color="yellow" p="xs" role="note" icon={<Icon name="alert" />}>
            {officer.slow(bytes(step.slow.rate), Math.max(1, Math.round(step.slow.left / 60)))}
          </Alert>
        )}
        {error && (
          <Text ref={said} id="scan-error" role="alert" size="sm" c="red.8" fw={600}>
            {error}
          </Text>
        )}
        {step?.name === 'failed' && (
          <ProblemAlert
            problem={step.problem instanceof TooSlow ? tooSlow(officer) : step.problem}
            focus={false}
          />
        )}
        {ready && scan.repair && <RepairNotice draft={draft} repair={scan.repair} sight={sight} />}
        {ready &&
          scan.warnings?.map((code) => (
            <Alert key={code} color="yellow" p="xs" role="note" icon={<Icon name="alert" />}>
              {codes.said('scanWarnings', code)}
            </Alert>
          ))}
        <Group gap="xs">
          {stoppable(step, file) && (
            <Button size="compact-sm" variant="default" onClick={draft.dropFile}>
              {officer.cancelUpload}
            </Button>
          )}
          {upload && (step?.name === 'failed' || (step?.name === 'inspecting' && step.long)) && (
            <Button size="compact-sm" variant="default" onClick={() => draft.choose(upload.file)}>
              {officer.sendAgain}
            </Button>
          )}
          {!ready && !under(step) && scan?.has_earlier && (
            <Button size="compact-sm" variant="default" onClick={() => void draft.keepEarlier()}>
              {officer.keepEarlier}
            </Button>
          )}
        </Group>
      </Stack>
    </div>
  )
}

/** Sent so far; whole only when the API has it. */
function percentOf({ sent, total }: Extract<Step, { name: 'sending' }>): number {
  return Math.min(99, Math.floor((100 * sent) / total))
}

function tooSlow({ tooSlow }: Words['officer']): Problematic {
  return new Problematic(tooSlow.title, tooSlow.detail)
}

function stoppable(step: Step | undefined, file: File | undefined): boolean {
  return file !== undefined || (step !== undefined && ['asking', 'sending', 'waiting'].includes(step.name))
}

function Said({ step, draft, officer }: { step: Step | undefined; draft: Draft; officer: Words['officer'] }) {
  const scan = draft.live?.scan
  const words = () => {
    if (draft.file) return officer.queued
    switch (step?.name) {
      case 'asking':
        return officer.asking
      case 'sending':
        return [
          officer.sending(percentOf(step), bytes(step.sent), bytes(step.total)),
          ...(step.again ? [officer.sentAgain] : []),
        ].join(' ')
      case 'waiting':
        return officer.waiting
      case 'inspecting':
        return step.long ? officer.inspectingLong : officer.inspecting
      case 'failed':
        return undefined
      default:
        if (scan?.state === 'ready') return officer.ready(scan.pages ?? 0, bytes(scan.length ?? 0))
        return scan?.state === 'expected' ? officer.unfinished : undefined
    }
  }
  const said = words()
  if (!said) return null
  const done = !under(step) && scan?.state === 'ready' && !draft.file
  return (
    <Group gap={6} wrap="nowrap">
      {done && (
        <Text span c="green.8" lh={1}>
          <Icon name="check" size={16} />
        </Text>
      )}
      <Text size="sm" className="figures">
        {said}
      </Text>
    </Group>
  )
}

/** A file dropped beside the zone would replace the page by its content, and with it what was typed. */
function useStrayDrops(): void {
  useEffect(() => {
    const stay = (event: Event) => event.preventDefault()
    addEventListener('dragover', stay)
    addEventListener('drop', stay)
    return () => {
      removeEventListener('dragover', stay)
      removeEventListener('drop', stay)
    }
  }, [])
}
