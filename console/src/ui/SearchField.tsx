/** A search: not sent before a letter is composed, nor with a personal number, which addresses must not hold. */
import { TextInput, type TextInputProps } from '@mantine/core'
import { useEffect, useState, type Ref } from 'react'

import { useText } from '../text/text'
import { fold } from '../values/letters'
import { searchLack } from '../values/search'
import { Icon } from './Icon'

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'error'> {
  /** What is searched for. */
  value: string
  onSearch: (text: string) => void
  /** How long nothing is typed until it is searched, in milliseconds. */
  pause: number
  ref?: Ref<HTMLInputElement>
}

export function SearchField({ value, onSearch, pause, ...rest }: Props) {
  const { search } = useText().values
  const [typed, setTyped] = useState(value)
  const [sent, setSent] = useState(value)
  const [seen, setSeen] = useState(value)
  const [composing, setComposing] = useState(false)
  if (seen !== value) {
    setSeen(value)
    if (value !== sent) setTyped(value) // cleared, or gone back to
    setSent(value)
  }
  const wanted = fold(typed) === '' ? '' : typed
  const lack = wanted === '' ? undefined : searchLack(wanted)
  useEffect(() => {
    if (composing || lack || wanted === value) return
    const timer = setTimeout(() => {
      setSent(wanted)
      onSearch(wanted)
    }, pause)
    return () => clearTimeout(timer)
  })
  return (
    <TextInput
      {...rest}
      leftSection={<Icon name="search" size={16} />}
      autoComplete="off"
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      error={lack && search[lack]}
    />
  )
}
