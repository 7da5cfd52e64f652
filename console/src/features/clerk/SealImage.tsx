/** The seal's image: a file or a photo of an impression, looked at in its real size, saved. */
import { NumberInput, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'

import { api, body } from '../../api/client'
import { me, queries, useMe } from '../../api/queries'
import { InkMaker } from '../../images/InkMaker'
import { useText } from '../../text/text'

const USUAL = 36
const [LEAST, MOST] = [20, 60]

export function SealImage() {
  const words = useText().clerk.seal
  const has = useMe().data?.has_seal_image ?? false
  const [size, setSize] = useState<string | number>(USUAL)
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
          onChange={setSize}
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
