/** A day typed as dd/mm/yyyy, whatever the browser's own language; its value is as the API writes days. */
import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'

import { dayOfIso } from '../format/format'
import { useText } from '../text/text'
import { typedDay } from '../values/day'

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** `2026-11-25`, or empty. */
  value: string
  onChange: (iso: string) => void
}

export function DateField({ value, onChange, error, ...rest }: Props) {
  const text = useText()
  const [typed, setTyped] = useState(value && dayOfIso(value))
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value)
    if ((typedDay(typed).day ?? '') !== value) setTyped(value && dayOfIso(value))
  }
  const { day, lack } = typedDay(typed)
  const bad = typed.trim() === '' ? undefined : lack
  const [left, setLeft] = useState(false)
  const take = () => {
    if (day === undefined) return
    setTyped(dayOfIso(day))
    if (day !== value) onChange(day)
  }
  return (
    <TextInput
      {...rest}
      value={typed}
      inputMode="numeric"
      autoComplete="off"
      placeholder={text.common.dayFormat}
      error={bad && (left || error) ? text.values.day[bad] : error}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        setLeft(false)
        // A year of two digits may be the beginning of one of four: it counts when the field is left.
        const typing = currentTarget.value
        onChange((/(?:\D|^\d{4})\d{4}\s*$/.test(typing) && typedDay(typing).day) || '')
      }}
      onKeyDown={({ key }) => {
        if (key === 'Enter') take()
      }}
      onBlur={() => {
        setLeft(true)
        take()
      }}
    />
  )
}
