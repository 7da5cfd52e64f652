/** What holds from a day on: its state, and what may be done while it has not begun. */
import { Badge, Button, Group, Text } from '@mantine/core'

import { dayOfIso } from '../../format/format'
import { useText } from '../../text/text'
import { Confirm } from '../../ui/Confirm'
import { sayDone } from '../../ui/Done'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { useSave } from '../../ui/useSave'
import { readAgain } from './queries'
import { readAgainAfter } from './useDraftSave'

interface Props {
  begun: boolean
  /** Whether a later one has begun. */
  over: boolean
  name: string
  onEdit: () => void
  onRemove: () => void
}

export function Dated({ begun, over, name, onEdit, onRemove }: Props) {
  const text = useText()
  const words = text.admin.fees
  const [said, color] = over ? [words.over, 'gray'] : begun ? [words.holds, 'green'] : [words.coming, 'blue']
  return (
    <Group gap={6} wrap="nowrap">
      <Badge
        variant="light"
        color={color}
        radius="sm"
        tt="none"
        miw="max-content"
        style={{ color: 'var(--mantine-color-dark-7)' }}
      >
        {said}
      </Badge>
      {!begun && (
        <>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`${text.common.edit} ${name}`}
            onClick={onEdit}
          >
            {text.common.edit}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`${text.common.remove} ${name}`}
            onClick={onRemove}
          >
            {text.common.remove}
          </Button>
        </>
      )}
    </Group>
  )
}

interface RemoveProps {
  /** The day of what is to be taken back. */
  from: string | undefined
  words: (day: string) => string
  /** What is taken back, by its day. */
  what: (day: string) => string
  send: (from: string) => Promise<unknown>
  onClose: () => void
}

Dated.Remove = function Remove({ from, words, what, send, onClose }: RemoveProps) {
  const text = useText()
  const saving = useSave([])
  const remove = () =>
    saving.save(
      {},
      () => send(from ?? '').catch(readAgainAfter),
      () => {
        readAgain()
        sayDone(text.admin.done.removed(what(dayOfIso(from ?? ''))))
        onClose()
      },
    )
  return (
    <Confirm
      opened={from !== undefined}
      title={text.common.remove}
      action={text.common.remove}
      danger
      busy={saving.busy}
      onConfirm={remove}
      onClose={onClose}
    >
      <Text size="sm">{words(dayOfIso(from ?? ''))}</Text>
      <ProblemAlert problem={saving.problem} />
    </Confirm>
  )
}
