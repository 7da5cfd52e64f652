/** When a screen cannot go on: words and a way out instead of a white page. */
import { Button, Container, Stack, Text, Title } from '@mantine/core'
import { Component, type ReactNode } from 'react'

import { StaleSignIn } from '../session/session'
import { useText } from '../text/text'

export class Broken extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    return this.state.broken ? <Stopped words="broken" /> : this.props.children
  }
}

/** Settings or sign-in failed. */
export function NotStarted({ problem }: { problem: unknown }) {
  if (problem instanceof StaleSignIn) return <Stopped words="stale" />
  return <Stopped words="start" detail={problem instanceof Error ? problem.message : undefined} />
}

function Stopped({ words, detail }: { words: 'broken' | 'start' | 'stale'; detail?: string | undefined }) {
  const text = useText()
  return (
    <Container component="main" size="xs" py="xl" role="alert">
      <Stack>
        <Title order={1}>{text.frame[words].title}</Title>
        <Text>{text.frame[words].detail}</Text>
        {detail && (
          <Text size="xs" c="dimmed">
            {detail}
          </Text>
        )}
        <Button onClick={() => location.assign(location.pathname)}>{text.common.reload}</Button>
      </Stack>
    </Container>
  )
}
