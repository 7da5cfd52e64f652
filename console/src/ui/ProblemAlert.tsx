/** A failure where it happened: what, what to do, and the code to quote. It stays until it is over. */
import { Alert, Button, CopyButton, Group, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'

import { Problem, Unreachable } from '../api/problem'
import { ServiceProblem } from '../signing/service'
import { useText } from '../text/text'
import { Icon } from './Icon'

interface Props {
  problem: unknown
  onRetry?: () => void
  /** Moves the focus here, so that keyboard and screen reader notice; on by default. */
  focus?: boolean
}

export function ProblemAlert({ problem, onRetry, focus = true }: Props) {
  const text = useText()
  const said = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (focus && problem) said.current?.focus()
  }, [problem, focus])
  if (!problem) return null
  const { title, detail, requestId } = words(problem, text)
  return (
    <Alert ref={said} tabIndex={-1} role="alert" color="red" title={title} icon={<Icon name="alert" />}>
      <Text size="sm">{detail}</Text>
      {(requestId ?? onRetry) && (
        <Group gap="xs" mt="xs">
          {onRetry && (
            <Button size="xs" variant="default" onClick={onRetry}>
              {text.common.retry}
            </Button>
          )}
          {requestId && <RequestId id={requestId} />}
        </Group>
      )}
    </Alert>
  )
}

export function RequestId({ id }: { id: string }) {
  const text = useText()
  return (
    <Group gap={6}>
      <Text size="xs">
        {text.problems.requestId}: <code>{id}</code>
      </Text>
      <CopyButton value={id}>
        {({ copied, copy }) => (
          <Button
            size="compact-xs"
            variant="default"
            onClick={copy}
            leftSection={<Icon name="copy" size={14} />}
          >
            {copied ? text.common.copied : text.common.copy}
          </Button>
        )}
      </CopyButton>
    </Group>
  )
}

type Words = { title: string; detail: string; requestId?: string | undefined }

function words(problem: unknown, text: ReturnType<typeof useText>): Words {
  if (problem instanceof Problem)
    return { title: problem.title, detail: problem.message, requestId: problem.requestId }
  if (problem instanceof ServiceProblem) return problem.words(text)
  if (problem instanceof Unreachable) return { ...text.problems.unreachable, requestId: problem.requestId }
  if (problem instanceof Said) return { title: problem.title, detail: problem.message }
  return text.problems.unexpected
}

/** A failure that the console itself found words for. */
export class Said extends Error {
  readonly title: string
  constructor(title: string, detail: string) {
    super(detail)
    this.title = title
  }
}
