/** Where, for which paper, when. */
import { NativeSelect, Stack, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'

import { api, body } from '../api/client'
import type { Schema } from '../api/types'
import { Wish } from '../api/wish'
import { useText } from '../text/text'
import { Choice } from '../ui/Choice'
import { Dialog } from '../ui/Dialog'
import { phoneLack, PhoneField } from '../ui/PhoneField'
import { MainButton } from '../ui/MainButton'
import { ProblemAlert } from '../ui/ProblemAlert'
import { useUnsaved } from '../ui/unsaved'
import { useSave } from '../ui/useSave'
import { typedPhone } from '../values/phone'
import { agencies, changed, documentTypes, type Booking } from './queries'
import { SlotChoice } from './SlotChoice'

interface Props {
  onClose: () => void
  /** `earlier`: as an earlier press had it, which had reached the API. */
  onBooked: (appointment: Booking, earlier: boolean) => void
}

const FIELDS = ['agency', 'document_type', 'slot', 'phone', 'notes'] as const

export function BookAppointment({ onClose, onBooked }: Props) {
  const text = useText()
  const words = text.requester.booking
  const offices = useQuery(agencies)
  const [agency, setAgency] = useState<string | null>(null)
  const [type, setType] = useState<string | null>(null)
  const [slot, setSlot] = useState('')
  const [phone, setPhone] = useState('')
  const [notes, setNotes] = useState('')
  const types = useQuery({ ...documentTypes(agency ?? ''), enabled: agency !== null })
  const saving = useSave(FIELDS)
  const [wish] = useState(
    () =>
      new Wish((wanted: Schema['BookingBody'], key) =>
        body(
          api().POST('/booking/appointments', {
            params: { header: { 'Idempotency-Key': key } },
            body: wanted,
          }),
        ),
      ),
  )
  useUnsaved(agency !== null)
  const { errors, clear } = saving

  const lack = phoneLack(phone)
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const wrong = {
      ...(agency === null && { agency: words.chooseAgency }),
      ...(agency !== null && type === null && { document_type: words.chooseType }),
      ...(agency !== null && slot === '' && { slot: words.chooseHour }),
      ...(lack && { phone: text.values.phone[lack] }),
    }
    const wanted = {
      agency: agency ?? '',
      document_type: type ?? '',
      slot,
      ...(phone.trim() !== '' && { phone: typedPhone(phone).phone ?? phone.trim() }),
      ...(notes.trim() !== '' && { notes: notes.trim() }),
    }
    saving.save(
      wrong,
      () => wish.make(wanted),
      ({ answer, content }) => {
        changed()
        onBooked(answer, content !== wanted)
      },
    )
  }
  return (
    <Dialog onClose={onClose} title={words.title} size="lg">
      <form onSubmit={submit} noValidate>
        <Stack>
          <ProblemAlert problem={saving.problem ?? offices.error ?? types.error} />
          <Choice
            label={words.agency}
            description={words.agencyHint}
            limit={50}
            nothing={words.noAgency}
            groups={[
              {
                label: '',
                options: (offices.data ?? []).map(({ id, name, locality }) => ({
                  value: id,
                  label: `${name} (${locality})`,
                })),
              },
            ]}
            value={agency ?? ''}
            onChange={(next) => {
              setAgency(next)
              setType(null)
              setSlot('')
              clear('agency')
            }}
            error={errors.agency}
            data-autofocus
          />
          {agency !== null && (
            <>
              <NativeSelect
                label={words.type}
                data={[
                  ...(type === null ? [{ value: '', label: words.chooseType }] : []),
                  ...(types.data ?? []).map(({ code, name }) => ({ value: code, label: name })),
                ]}
                value={type ?? ''}
                onChange={({ currentTarget }) => {
                  setType(currentTarget.value)
                  clear('document_type')
                }}
                error={errors.document_type}
              />
              <SlotChoice
                key={agency}
                agency={agency}
                value={slot}
                onChange={(next) => {
                  setSlot(next)
                  clear('slot')
                }}
                error={errors.slot}
              />
              <PhoneField
                label={words.phone}
                description={words.phoneHint}
                autoComplete="tel"
                value={phone}
                onChange={(typed) => {
                  setPhone(typed)
                  clear('phone')
                }}
                error={errors.phone}
              />
              <Textarea
                label={words.notes}
                description={words.notesHint}
                maxLength={1000}
                autosize
                value={notes}
                onChange={({ currentTarget }) => setNotes(currentTarget.value)}
                error={errors.notes}
              />
            </>
          )}
          <MainButton type="submit" loading={saving.busy}>
            {words.action}
          </MainButton>
        </Stack>
      </form>
    </Dialog>
  )
}
