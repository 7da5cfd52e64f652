/** A telephone number: what is wrong with it, and that it gets no SMS, is said at once and not when the message fails. */
import { Text, TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'

import { useText } from '../text/text'
import { typedPhone, type PhoneLack } from '../values/phone'

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'onBlur'> {
  value: string
  onChange: (typed: string) => void
  /** What is wrong is said before the field was left, too. */
  strict?: boolean
}

/** Why the number cannot be taken; undefined for none at all. */
export function phoneLack(typed: string): PhoneLack | undefined {
  return typed.trim() === '' ? undefined : typedPhone(typed).lack
}

export function PhoneField({ value, onChange, strict = false, error, ...rest }: Props) {
  const words = useText().values.phone
  const [left, setLeft] = useState(false)
  const lack = phoneLack(value)
  const noSms = value.trim() !== '' && typedPhone(value).sms === false
  return (
    <div>
      <TextInput
        {...rest}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        type="tel"
        value={value}
        onChange={({ currentTarget }) => {
          setLeft(false)
          onChange(currentTarget.value)
        }}
        onBlur={() => setLeft(true)}
        error={lack && (left || strict) ? words[lack] : error}
      />
      <div role="status">
        {noSms && (
          <Text size="sm" fw={600} mt={4}>
            {words.noSms}
          </Text>
        )}
      </div>
    </div>
  )
}
