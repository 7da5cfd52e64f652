/** One of many, found by typing: a field with a list under it. A few are chosen from in the browser's own `select`. */
import { TextInput, type TextInputProps } from '@mantine/core'
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'

import { matches } from '../values/letters'
import styles from './choice.module.css'
import { composes } from './keys'

export interface Option {
  value: string
  label: string
}

export interface OptionGroup {
  label: string
  options: readonly Option[]
}

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'onBlur'> {
  groups: readonly OptionGroup[]
  /** Empty while nothing is chosen. */
  value: string
  onChange: (value: string) => void
  onBlur?: () => void
  /** Said when no option has what was typed. */
  nothing: string
  /** Of a group, at most so many are shown. */
  limit?: number
}

/** Room for the list, in pixels; less where the screen has less. */
const MAX_HEIGHT = 320
/** Between the field, the list and the edge of the screen, in pixels. */
const GAP = 4

/** Where the list stands, by the edges of the window: a dialog does not clip what is placed so. */
interface Room {
  left: number
  width: number
  maxHeight: number
  top?: number
  bottom?: number
}

/** Below the field, or above it where there is more room; only what is in sight counts, without a keyboard's part. */
function roomAt(input: HTMLElement): Room {
  const { top, bottom, left, width } = input.getBoundingClientRect()
  const view = window.visualViewport
  const [first, last] = view ? [view.offsetTop, view.offsetTop + view.height] : [0, innerHeight]
  const [above, below] = [top - first - 2 * GAP, last - bottom - 2 * GAP]
  const up = below < MAX_HEIGHT / 2 && above > below
  return {
    left,
    width,
    maxHeight: Math.max(0, Math.min(MAX_HEIGHT, up ? above : below)),
    ...(up ? { bottom: innerHeight - top + GAP } : { top: bottom + GAP }),
  }
}

export function Choice({ groups, value, onChange, onBlur, nothing, limit = 100, ...rest }: Props) {
  const id = useId()
  const around = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState<string>()
  const [active, setActive] = useState(-1)
  const [room, setRoom] = useState<Room>()

  const chosen = groups.flatMap(({ options }) => options).find((one) => one.value === value)
  // Found without diacritics, words in any order. What is chosen stands in the field and narrows nothing down.
  const shown = groups.flatMap(({ label, options }) => {
    const found = options.filter((one) => !typed?.trim() || matches(typed, one.label)).slice(0, limit)
    return found.length === 0 ? [] : [{ label, options: found }]
  })
  const flat = shown.flatMap(({ options }) => options)

  useEffect(() => {
    list.current?.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' })
  }, [active, room])

  const opened = room !== undefined
  const field = () => around.current?.querySelector('input')
  // The list keeps to its field when the page moves, or the keyboard of a telephone takes half of it.
  useLayoutEffect(() => {
    if (!opened) return
    const follow = (event: Event) => {
      if (event.target === list.current) return
      const input = around.current?.querySelector('input')
      if (input) setRoom(roomAt(input))
    }
    const views = [window, window.visualViewport].filter((view) => view !== null)
    for (const view of views) view.addEventListener('resize', follow)
    for (const view of views) view.addEventListener('scroll', follow, true)
    return () => {
      for (const view of views) view.removeEventListener('resize', follow)
      for (const view of views) view.removeEventListener('scroll', follow, true)
    }
  }, [opened])

  const open = () => {
    const input = field()
    if (!input || room) return
    setRoom(roomAt(input))
    setActive(flat.findIndex((one) => one.value === value))
  }
  const close = () => {
    setRoom(undefined)
    setTyped(undefined)
    setActive(-1)
  }
  const choose = (one: Option) => {
    onChange(one.value)
    close()
  }
  const press = (event: KeyboardEvent) => {
    if (composes(event.nativeEvent)) return
    // What was typed is not chosen yet: Ctrl+Enter chooses, too, and submits nothing.
    if (event.ctrlKey && !(event.key === 'Enter' && typed !== undefined)) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      if (!room) open()
      else if (flat.length > 0) setActive((active + step + flat.length) % flat.length)
    } else if (event.key === 'Enter' && room && (flat[active] || event.ctrlKey)) {
      event.preventDefault()
      if (flat[active]) choose(flat[active])
    } else if (event.key === 'Escape' && room) {
      event.preventDefault()
      close()
    }
  }
  return (
    <div ref={around} className={styles.around}>
      <TextInput
        {...rest}
        role="combobox"
        aria-haspopup="listbox"
        aria-autocomplete="list"
        aria-expanded={room !== undefined}
        aria-controls={room && id}
        aria-activedescendant={room && flat[active] ? `${id}-${active}` : undefined}
        autoComplete="off"
        rightSection={<Chevron />}
        rightSectionPointerEvents="none"
        value={typed ?? chosen?.label ?? ''}
        onChange={({ currentTarget }) => {
          open()
          setTyped(currentTarget.value)
          setActive(0)
        }}
        onFocus={(event) => {
          event.currentTarget.select()
          open()
        }}
        onClick={open}
        onKeyDown={press}
        onBlur={() => {
          close()
          onBlur?.()
        }}
      />
      {room && (
        <div
          ref={list}
          id={id}
          role="listbox"
          aria-label={typeof rest.label === 'string' ? rest.label : rest['aria-label']}
          className={styles.list}
          style={room}
        >
          {shown.map((group) => (
            <Group
              key={group.label}
              {...group}
              active={flat[active]}
              at={(one) => `${id}-${flat.indexOf(one)}`}
              chosen={value}
              choose={choose}
            />
          ))}
          {flat.length === 0 && <div className={styles.nothing}>{nothing}</div>}
        </div>
      )}
    </div>
  )
}

interface GroupProps extends OptionGroup {
  active: Option | undefined
  chosen: string
  at: (one: Option) => string
  choose: (one: Option) => void
}

function Group({ label, options, active, chosen, at, choose }: GroupProps) {
  return (
    <div role="group" aria-label={label || undefined}>
      {label && (
        <div className={styles.group} aria-hidden>
          {label}
        </div>
      )}
      {options.map((one) => (
        // The keys are the field's, which keeps the focus.
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
        <div
          key={one.value}
          id={at(one)}
          role="option"
          aria-selected={one.value === chosen}
          aria-current={one === active || undefined}
          className={styles.option}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(one)}
        >
          {one.label}
        </div>
      ))}
    </div>
  )
}

function Chevron() {
  return (
    <svg
      width="14"
      height="14"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden
    >
      <path d="m4 6 4 4 4-4" />
    </svg>
  )
}
