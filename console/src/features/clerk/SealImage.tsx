/** The seal's image: a file or a photo of an impression, looked at in its real size, saved. */
import { NumberInput, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { api, body } from '../../api/client'
import { me, queries, useMe } from '../../api/queries'
import { addressOf } from '../../images/file'
import { InkMaker } from '../../images/InkMaker'
import { useText } from '../../text/text'

const USUAL = 36
const [LEAST, MOST] = [20, 60]

export function SealImage() {
  const words = useText().clerk.seal
  const has = useMe().data?.has_seal_image ?? false
  const stored = useQuery({
    queryKey: [...me.queryKey, 'seal-image'],
    queryFn: ({ signal }) => body(api().GET('/agency/seal-image', { signal })),
    enabled: has,
  }).data
  const [typed, setTyped] = useState<string | number>()
  const size = typed ?? stored?.size_mm ?? USUAL
  const millimetres = Number(size)
  const wrong =
    Number.isInteger(millimetres) && millimetres >= LEAST && millimetres <= MOST ? undefined : words.sizeHint
  const save = async (png: string) => {
    await body(api().PUT('/agency/seal-image', { body: { png, size_mm: millimetres } }))
    await queries.invalidateQueries({ queryKey: me.queryKey })
  }
  return (
    <Stack gap="sm" component="section" aria-labelledby="seal-image">
      <Title order={2} id="seal-image">
        {words.image}
      </Title>
      <Text size="sm">{words.imageHint}</Text>
      <Text size="sm">{has ? words.has : words.none}</Text>
      <InkMaker
        color="red"
        save={save}
        stored={addressOf(stored?.png)}
        reason={wrong}
        preview={(image) => <Preview url={image} millimetres={wrong ? USUAL : millimetres} />}
      >
        <NumberInput
          label={words.size}
          description={words.sizeHint}
          value={size}
          error={wrong}
          allowDecimal={false}
          allowNegative={false}
          w={240}
          onChange={setTyped}
          hideControls
        />
      </InkMaker>
    </Stack>
  )
}

/** On white, in millimetres of the page. */
function Preview({ url, millimetres }: { url: string; millimetres: number }) {
  const { clerk } = useText()
  const size = `${millimetres}mm`
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
