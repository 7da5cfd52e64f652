/** The seal's image: chosen, looked at in its real size, saved. */
import { Button, FileButton, Group, NumberInput, Stack, Text, Title } from '@mantine/core'
import { useState, type SyntheticEvent } from 'react'

import { api } from '../../api/client'
import { Problem } from '../../api/problem'
import { me, queries, useMe } from '../../api/queries'
import { useText } from '../../text/text'
import { Icon } from '../../ui/Icon'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { ReasonedButton } from '../../ui/ReasonedButton'
import { base64Of, readPng, type PngFault } from './png'

const USUAL = 36

export function SealImage() {
  const text = useText()
  const words = text.clerk.seal
  const has = useMe().data?.has_seal_image ?? false
  const [chosen, setChosen] = useState<{ name: string; url: string }>()
  const [fault, setFault] = useState<PngFault>()
  const [size, setSize] = useState<string | number>(USUAL)
  const [sizeError, setSizeError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const [saved, setSaved] = useState(false)

  const choose = async (file: File | null) => {
    if (!file) return
    setSaved(false)
    setProblem(undefined)
    const read = await readPng(file)
    setFault('fault' in read ? read.fault : undefined)
    setChosen('url' in read ? { name: file.name, url: read.url } : undefined)
  }
  const save = (event: SyntheticEvent) => {
    event.preventDefault()
    const millimetres = Number(size)
    if (!Number.isInteger(millimetres) || millimetres < 20 || millimetres > 60) {
      setSizeError(words.sizeHint)
      return
    }
    if (!chosen) return
    setBusy(true)
    setProblem(undefined)
    api()
      .PUT('/agency/seal-image', { body: { png: base64Of(chosen.url), size_mm: millimetres } })
      .then(
        () => {
          setSaved(true)
          void queries.invalidateQueries({ queryKey: me.queryKey })
        },
        (cause: unknown) => {
          if (cause instanceof Problem && cause.field === 'size_mm') setSizeError(cause.message)
          else setProblem(cause)
        },
      )
      .finally(() => setBusy(false))
  }
  return (
    <form onSubmit={save} noValidate aria-labelledby="seal-image">
      <Stack gap="sm">
        <Title order={2} id="seal-image">
          {words.image}
        </Title>
        <Text size="sm">{words.imageHint}</Text>
        <Text size="sm" role="status">
          {saved ? words.saved : has ? words.has : words.none}
        </Text>
        <Group gap="sm">
          <FileButton accept="image/png" onChange={(file) => void choose(file)}>
            {(props) => (
              <Button variant="default" {...props}>
                {words.choose}
              </Button>
            )}
          </FileButton>
          {chosen && (
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {words.chosen}: {chosen.name}
            </Text>
          )}
        </Group>
        {fault && (
          <Group gap={6} role="alert" c="red.8" wrap="nowrap">
            <Icon name="alert" />
            <Text size="sm">{words[fault]}</Text>
          </Group>
        )}
        <NumberInput
          label={words.size}
          description={words.sizeHint}
          value={size}
          error={sizeError}
          allowDecimal={false}
          allowNegative={false}
          w={240}
          onChange={(value) => {
            setSize(value)
            setSizeError(undefined)
          }}
          hideControls
        />
        {chosen && <Preview url={chosen.url} millimetres={Number(size)} />}
        <ProblemAlert problem={problem} />
        <Group>
          <ReasonedButton
            type="submit"
            loading={busy}
            reason={chosen ? undefined : words.choose}
            onClick={() => undefined}
          >
            {text.common.save}
          </ReasonedButton>
        </Group>
      </Stack>
    </form>
  )
}

/** On white, in millimetres of the page. */
function Preview({ url, millimetres }: { url: string; millimetres: number }) {
  const { clerk } = useText()
  const size = `${Math.min(Math.max(millimetres || USUAL, 20), 60)}mm`
  return (
    <div>
      <Text size="xs" c="dimmed">
        {clerk.seal.preview}
      </Text>
      <img
        src={url}
        alt={clerk.seal.image}
        style={{ width: size, height: size, objectFit: 'contain', border: '1px dashed #adb5bd' }}
      />
      <Text size="xs" c="dimmed">
        {clerk.seal.previewHint}
      </Text>
    </div>
  )
}
