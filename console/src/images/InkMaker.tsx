/**
 * Chooses an image, or a photo whose background is taken off in the browser; shows how it will look; saves it. For the
 * signature and, in red, for the seal.
 */
import { Button, Checkbox, FileButton, Group, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'

import { useText } from '../text/text'
import { Icon } from '../ui/Icon'
import { ProblemAlert, Said } from '../ui/ProblemAlert'
import { ReasonedButton } from '../ui/ReasonedButton'
import { base64Of, pixelsOf, pngOf } from './file'
import { inkOf, isTransparent, type InkColor, type Pixels } from './ink'

interface Props {
  color: InkColor
  /** Stores the PNG (base64). */
  save: (png: string) => Promise<unknown>
  /** How it will look on the page: given the image's address. */
  preview: (image: string) => ReactNode
  /** The address of the image that was saved before: shown while no other is chosen. */
  stored?: string | undefined
  /** Why it cannot be saved, though an image is chosen. */
  reason?: string | undefined
  /** What else is said of the image. */
  children?: ReactNode
}

export function InkMaker({ color, save, preview, stored, reason, children }: Props) {
  const { common, images } = useText()
  const slider = useId()
  const help = useId()
  const reset = useRef<() => void>(null)
  const [chosen, setChosen] = useState<string>()
  const [photo, setPhoto] = useState<Pixels>()
  const [removes, setRemoves] = useState(true)
  const [sensitivity, setSensitivity] = useState(50)
  const [made, setMade] = useState<{ png: Blob; url: string; of: string }>()
  const [problem, setProblem] = useState<unknown>()
  const store = useMutation({ mutationFn: async (png: Blob) => save(await base64Of(png)) })

  const choose = (file: File | null) => {
    setChosen(file?.name)
    setProblem(undefined)
    setMade(undefined)
    setPhoto(undefined)
    store.reset()
    if (!file) return
    pixelsOf(file).then(
      (pixels) => {
        setRemoves(!isTransparent(pixels))
        setPhoto(pixels)
      },
      () => setProblem(new Said(file.name, images.unreadable)),
    )
  }
  /** What it is to be made with: what was made with anything else is still shown, and not saved. */
  const wanted = `${removes} ${sensitivity}`
  useEffect(() => {
    if (!photo) return
    let current = true
    // After a pause: a slider moves through many values, and a photo takes a moment.
    const timer = setTimeout(() => {
      const ink = removes ? inkOf(photo, { color, sensitivity: sensitivity / 100 }) : photo
      if (!ink) {
        setMade(undefined)
        setProblem(new Said(images.made, images.none))
        return
      }
      void pngOf(ink).then((png) => {
        if (!current) return
        setProblem(undefined)
        setMade({ png, url: URL.createObjectURL(png), of: wanted })
      })
    }, 120)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [photo, removes, sensitivity, wanted, color, images])
  useEffect(() => (made ? () => URL.revokeObjectURL(made.url) : undefined), [made])

  return (
    <Stack gap="sm">
      <Stack gap={4}>
        <Group gap="sm">
          <FileButton accept="image/png,image/jpeg,image/webp" onChange={choose} resetRef={reset}>
            {(props) => (
              <Button
                variant="default"
                leftSection={<Icon name="upload" />}
                aria-describedby={help}
                {...props}
              >
                {images.choose}
              </Button>
            )}
          </FileButton>
          {chosen !== undefined && (
            <>
              <Text size="sm">{chosen}</Text>
              <Button
                variant="subtle"
                onClick={() => {
                  reset.current?.()
                  choose(null)
                }}
              >
                {common.remove}
              </Button>
            </>
          )}
        </Group>
        <Text id={help} size="xs" c="dimmed" maw={520}>
          {images.chooseHelp}
        </Text>
      </Stack>
      {photo && (
        <Group gap="xl">
          <Checkbox
            label={images.remove}
            checked={removes}
            onChange={(event) => {
              setRemoves(event.currentTarget.checked)
              store.reset()
            }}
          />
          {removes && (
            <Group gap="xs">
              <label htmlFor={slider}>
                <Text size="sm">{images.sensitivity}</Text>
              </label>
              <input
                id={slider}
                type="range"
                min={0}
                max={100}
                value={sensitivity}
                onChange={(event) => {
                  setSensitivity(Number(event.currentTarget.value))
                  store.reset()
                }}
              />
            </Group>
          )}
        </Group>
      )}
      {photo && !made && !problem && <Text size="sm">{images.opening}</Text>}
      {children}
      {made ? preview(made.url) : !photo && stored && preview(stored)}
      <ProblemAlert problem={problem ?? store.error} />
      <Group gap="sm">
        <ReasonedButton
          reason={made ? (made.of === wanted ? reason : images.making) : images.notChosen}
          loading={store.isPending}
          onClick={() => made?.of === wanted && store.mutate(made.png)}
        >
          {images.save}
        </ReasonedButton>
        <Text size="sm" role="status">
          {store.isSuccess && images.saved}
        </Text>
      </Group>
    </Stack>
  )
}
