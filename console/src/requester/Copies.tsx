/** Certified copies that have come: fetched, and checked by their digest against the register. */
import { Button, Group, Text, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { api, body, publicApi } from '../api/client'
import { dayAndTime } from '../format/format'
import { useText } from '../text/text'
import { Icon } from '../ui/Icon'
import { ProblemAlert } from '../ui/ProblemAlert'
import { saveFile } from '../ui/saveFile'
import { Paged } from './Paged'
import { inbox, type Notice } from './queries'

export function Copies() {
  const { copies } = useText().requester
  const list = useInfiniteQuery({ ...inbox, refetchInterval: 30_000 })
  const items = list.data?.pages.flatMap(({ items }) => items).filter((item) => item.has_copy) ?? []
  return (
    <Paged list={list} any={items.length > 0} empty={copies.empty}>
      <Text size="sm">{copies.hint}</Text>
      <ul className="list">
        {items.map((item) => (
          <Copy key={item.id} item={item} />
        ))}
      </ul>
    </Paged>
  )
}

const linkTo = (item: string) => body(api().GET('/inbox/{item}/copy', { params: { path: { item } } }))

type State = 'valid' | 'withdrawn' | 'replaced' | 'unknown'

function Copy({ item }: { item: Notice }) {
  const { copies } = useText().requester
  const [busy, setBusy] = useState<'download' | 'check'>()
  const [state, setState] = useState<State>()
  const [problem, setProblem] = useState<unknown>()

  const during = (what: 'download' | 'check', work: () => Promise<void>) => {
    setBusy(what)
    setProblem(undefined)
    work()
      .catch(setProblem)
      .finally(() => setBusy(undefined))
  }
  const download = () =>
    during('download', async () => {
      const { url } = await linkTo(item.id)
      await saveFile(url, `ban-sao-${(item.copy?.number ?? item.id).replaceAll('/', '-')}.pdf`)
    })
  const check = () =>
    during('check', async () => {
      const { sha256 } = await linkTo(item.id)
      setState((await body(publicApi().POST('/verify', { body: { sha256 } }))).state)
    })
  return (
    <li className="line">
      <Title order={2} size="h3">
        {item.title}
      </Title>
      <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
        {item.text}
      </Text>
      {item.copy?.check_code && (
        <Text size="sm">
          {copies.code}:{' '}
          <a href={`/kiem-tra/?ma=${item.copy.check_code}`}>
            <code>{item.copy.check_code}</code>
          </a>
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {dayAndTime(item.at)}
      </Text>
      <Group mt="xs" gap="sm">
        <Button
          loading={busy === 'download'}
          onClick={download}
          aria-label={copies.downloadOf(item.title)}
          leftSection={<Icon name="download" />}
        >
          {copies.download}
        </Button>
        <Button
          variant="default"
          loading={busy === 'check'}
          onClick={check}
          aria-label={copies.checkOf(item.title)}
        >
          {copies.check}
        </Button>
        <span role="status">
          {state && (
            <Group gap={4} c={state === 'valid' ? '#17692f' : '#b91c1c'}>
              <Icon name={state === 'valid' ? 'check' : 'alert'} />
              <Text size="sm" fw={600}>
                {copies.states[state]}
              </Text>
            </Group>
          )}
        </span>
      </Group>
      <ProblemAlert problem={problem} />
    </li>
  )
}
