/** Under a form: Lưu lại, what kept it from being saved, and that somebody else was faster. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core'

import { Problem } from '../../api/problem'
import { useText } from '../../text/text'
import { Icon } from '../../ui/Icon'
import { useShortcut } from '../../ui/keys'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { ReasonedButton } from '../../ui/ReasonedButton'
import type { Draft } from './draft'

interface Props {
  draft: Pick<Draft<unknown, never>, 'dirty' | 'kept' | 'stale' | 'keep' | 'discard'>
  busy: boolean
  problem: unknown
  saved: boolean
  onSave: () => void
}

export function SaveBar({ draft, busy, problem, saved, onSave }: Props) {
  const text = useText()
  const reason = busy || draft.dirty ? undefined : text.admin.nothingChanged
  useShortcut('Ctrl+Enter', text.common.save, onSave, draft.dirty && !busy && !draft.stale)
  return (
    <Stack gap="xs">
      {draft.stale ? (
        <Stale {...draft} />
      ) : (
        !(problem instanceof Problem && problem.is('changed-meanwhile') && draft.dirty) && (
          <ProblemAlert problem={problem} />
        )
      )}
      <Group gap="sm">
        <ReasonedButton keys="Ctrl+Enter" reason={reason} loading={busy} onClick={onSave}>
          {text.common.save}
        </ReasonedButton>
        {draft.dirty && !busy && (
          <Button variant="default" onClick={draft.discard}>
            {text.admin.discard}
          </Button>
        )}
        <span role="status">
          {draft.kept && !busy && !draft.stale && <Text size="sm">{text.admin.kept}</Text>}
          {saved && !draft.dirty && (
            <Group gap={4} c="#17692f">
              <Icon name="check" />
              <Text size="sm">{text.admin.saved}</Text>
            </Group>
          )}
        </span>
      </Group>
    </Stack>
  )
}

export function Stale({ keep, discard }: Pick<Draft<unknown, never>, 'keep' | 'discard'>) {
  const { stale } = useText().admin
  return (
    <Alert role="alert" color="yellow" title={stale.title} icon={<Icon name="alert" />}>
      <Text size="sm">{stale.detail}</Text>
      <Group gap="xs" mt="xs">
        <Button size="xs" variant="default" onClick={keep}>
          {stale.keep}
        </Button>
        <Button size="xs" variant="default" onClick={discard}>
          {stale.discard}
        </Button>
      </Group>
    </Alert>
  )
}
