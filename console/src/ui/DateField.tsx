/** A day typed as dd/mm/yyyy, whatever the browser's own language; its value is as the API writes days. */
import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'

import { dayOfIso, isoOfTyped } from '../format/format'
import { useText } from '../text/text'

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
    if ((isoOfTyped(typed) ?? '') !== value) setTyped(value && dayOfIso(value))
  }
  const bad = typed.trim() !== '' && isoOfTyped(typed) === undefined
  const [left, setLeft] = useState(false)
  return (
    <TextInput
      {...rest}
      value={typed}
      inputMode="numeric"
      autoComplete="off"
      placeholder={text.common.dayFormat}
      error={error ?? (bad && left ? text.common.badDay : undefined)}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        setLeft(false)
        onChange(isoOfTyped(currentTarget.value) ?? '')
      }}
      onBlur={() => {
        setLeft(true)
        if (!bad && typed.trim() !== '') setTyped(dayOfIso(isoOfTyped(typed) ?? ''))
      }}
    />
  )
}
