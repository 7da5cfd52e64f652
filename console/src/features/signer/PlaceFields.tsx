/** The place of the signature in numbers, for whoever does not drag. */
import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { useState } from 'react'

import { onPage, resized, samePlace, type PageSize, type Place } from '../../pdf/place'
import { useText } from '../../text/text'
import { pressesEnter } from '../../ui/keys'

interface Props {
  place: Place
  legal: Place | undefined
  pages: readonly PageSize[]
  busy: boolean
  /** Whether it has been moved since it was prepared. */
  moved: boolean
  onChange: (place: Place) => void
  onApply: () => void
  onReset: () => void
}

export function PlaceFields({ place, legal, pages, busy, moved, onChange, onApply, onReset }: Props) {
  const { signer } = useText()
  const words = signer.place
  const size = pages[place.page - 1]
  if (!size) return null
  const toPage = (chosen: string) => {
    const page = Number(chosen)
    const there = pages[page - 1]
    if (there) onChange(onPage({ ...place, page }, there))
  }
  return (
    <form
      aria-label={words.title}
      onSubmit={(event) => {
        event.preventDefault()
        onApply()
      }}
    >
      <Text size="xs" c="dimmed" mb={2}>
        {words.title}, {words.unit}
      </Text>
      <NativeSelect
        size="xs"
        aria-label={words.page}
        value={String(place.page)}
        onChange={(event) => toPage(event.currentTarget.value)}
        data={pages.map((_, index) => ({
          value: String(index + 1),
          label: index + 1 === pages.length ? words.statement(index + 1) : words.pageOf(index + 1),
        }))}
      />
      <Group gap={6} mt={6} grow preventGrowOverflow={false} wrap="nowrap" align="flex-start">
        <Points
          label={words.x}
          value={place.x}
          onChange={(x) => onChange(onPage({ ...place, x }, size))}
          onApply={onApply}
        />
        <Points
          label={words.y}
          value={place.y}
          onChange={(y) => onChange(onPage({ ...place, y }, size))}
          onApply={onApply}
        />
        <Points
          label={words.width}
          value={place.width}
          onChange={(to) => onChange(resized(place, to, size))}
          onApply={onApply}
        />
      </Group>
      <Group gap={6} mt={8}>
        <Button size="compact-xs" type="submit" variant="default" loading={busy} disabled={!moved}>
          {words.apply}
        </Button>
        <Button
          size="compact-xs"
          variant="subtle"
          disabled={!legal || samePlace(place, legal)}
          onClick={onReset}
        >
          {words.reset}
        </Button>
      </Group>
      <Text size="xs" c="dimmed" role="status">
        {busy ? words.applying : samePlace(place, legal) ? words.atLegal : ''}
      </Text>
    </form>
  )
}

interface PointsProps {
  label: string
  value: number
  onChange: (points: number) => void
  /** Enter: by itself, since a form whose button is busy with the place before is not submitted by it. */
  onApply: () => void
}

function Points({ label, value, onChange, onApply }: PointsProps) {
  const { bad } = useText().signer.place
  const [typed, setTyped] = useState<string>()
  const number = (text: string) => Number(text.trim().replace(',', '.'))
  const wrong = typed !== undefined && (typed.trim() === '' || !Number.isFinite(number(typed)))
  return (
    <TextInput
      size="xs"
      label={label}
      inputMode="decimal"
      autoComplete="off"
      value={typed ?? String(Math.round(value * 10) / 10).replace('.', ',')}
      error={wrong ? bad : undefined}
      onChange={({ currentTarget }) => {
        const text = currentTarget.value
        setTyped(text)
        if (text.trim() !== '' && Number.isFinite(number(text))) onChange(number(text))
      }}
      onBlur={() => setTyped(undefined)}
      onKeyDown={(event) => {
        if (!pressesEnter(event.nativeEvent)) return
        event.preventDefault()
        if (!wrong) onApply()
      }}
    />
  )
}
