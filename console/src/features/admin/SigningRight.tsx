/** Titles of the head and the signer, and for KT. and TUQ. the document that gives the right. */
import { Fieldset, MultiSelect, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import { useText } from '../../text/text'
import { DateField } from '../../ui/DateField'
import type { Errors } from '../../ui/useSave'
import type { Field, OfficialFields } from './official'
import { types } from './queries'
import { useScope } from './scope'

interface Props {
  fields: OfficialFields
  errors: Errors<Field>
  onChange: (part: Partial<OfficialFields>) => void
}

export function SigningRight({ fields, errors, onChange }: Props) {
  const words = useText().admin.officials
  const offered = useQuery(types(useScope())).data?.document_types ?? []
  const input = (name: 'head' | 'own' | 'number' | 'by') => ({
    value: fields[name],
    error: errors[name],
    onChange: ({ currentTarget }: React.ChangeEvent<HTMLInputElement>) =>
      onChange({ [name]: currentTarget.value }),
  })
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput label={words.head} description={words.headHint} maxLength={100} {...input('head')} />
        {fields.right !== 'head' && (
          <TextInput label={words.own} description={words.ownHint} maxLength={100} {...input('own')} />
        )}
      </SimpleGrid>
      {fields.right !== 'head' && (
        <Fieldset legend={words.delegation}>
          <Stack gap="sm">
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              <TextInput label={words.delegationNumber} maxLength={50} {...input('number')} />
              <TextInput label={words.delegationBy} maxLength={200} {...input('by')} />
              <DateField
                label={words.delegationFrom}
                value={fields.from}
                onChange={(from) => onChange({ from })}
                error={errors.from}
              />
              <DateField
                label={words.delegationUntil}
                value={fields.until}
                onChange={(until) => onChange({ until })}
                error={errors.until}
              />
            </SimpleGrid>
            <MultiSelect
              label={words.delegationTypes}
              description={words.delegationTypesHint}
              searchable
              comboboxProps={{ withinPortal: false }} // over the dialog, which lies over everything else
              data={offered.map(({ code, name }) => ({ value: code, label: name }))}
              value={fields.types}
              onChange={(types) => onChange({ types })}
            />
          </Stack>
        </Fieldset>
      )}
    </Stack>
  )
}
