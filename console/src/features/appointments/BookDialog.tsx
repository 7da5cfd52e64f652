/** Đặt lịch hẹn for somebody at the telephone or the counter. */
import { Button, Group, Stack, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { api, body } from '../../api/client'
import { documentTypes } from '../../api/queries'
import type { Appointment, Schema } from '../../api/types'
import { Wish } from '../../api/wish'
import { isoDay } from '../../format/format'
import { nobody, personLacks, requesterOf } from '../../person/person'
import { PersonFields } from '../../person/PersonFields'
import { useText } from '../../text/text'
import { Choice } from '../../ui/Choice'
import { phoneLack, PhoneField } from '../../ui/PhoneField'
import { Dialog } from '../../ui/Dialog'
import { sayDone } from '../../ui/Done'
import { MainButton } from '../../ui/MainButton'
import { ProblemAlert } from '../../ui/ProblemAlert'
import { useUnsaved } from '../../ui/unsaved'
import { typedPhone } from '../../values/phone'
import { HourPicker } from './HourPicker'
import { appointmentChanged, appointmentsStale } from './queries'

interface Props {
  onClose: () => void
  /** `earlier`: as an earlier press had it, which had reached the API. */
  onBooked: (booked: Appointment, earlier: boolean) => void
}

export function BookDialog({ onClose, onBooked }: Props) {
  const { appointments, common } = useText()
  const types = useQuery(documentTypes).data ?? []
  const [person, setPerson] = useState(nobody)
  const [type, setType] = useState('')
  const [phone, setPhone] = useState<string>()
  const [notes, setNotes] = useState('')
  const [slot, setSlot] = useState('')
  const [strict, setStrict] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const [wish] = useState(
    () =>
      new Wish((wanted: Schema['BookBody'], key) =>
        body(api().POST('/appointments', { params: { header: { 'Idempotency-Key': key } }, body: wanted })),
      ),
  )
  useUnsaved(
    [person.number, person.name, person.email, type, phone, notes, slot].some((typed) => typed?.trim()),
  )
  const lack = personLacks(person)
  const given = (phone ?? (person.noAccount ? undefined : person.found?.seen?.phone) ?? '').trim()
  const book = async () => {
    setStrict(true)
    const requester = requesterOf(person)
    if (Object.keys(lack).length > 0 || !requester || !type || !slot || phoneLack(given)) return
    setBusy(true)
    setProblem(undefined)
    sayDone()
    try {
      const wanted = {
        requester,
        document_type: type,
        slot,
        ...(given ? { phone: typedPhone(given).phone ?? given } : {}),
        ...(notes.trim() ? { notes: notes.trim() } : {}),
      }
      const { answer: booked, content } = await wish.make(wanted)
      appointmentChanged(booked)
      onBooked(booked, content !== wanted)
    } catch (cause) {
      setProblem(cause)
      appointmentsStale()
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog onClose={onClose} title={appointments.bookTitle} size="lg">
      <Stack gap="sm">
        <PersonFields
          form={person}
          set={(change) => setPerson((before) => ({ ...before, ...change }))}
          lack={lack}
          strict={strict}
          onFound={() => undefined}
        />
        <Group grow align="flex-start">
          <Choice
            label={appointments.type}
            withAsterisk
            nothing={common.nothingFound}
            groups={[{ label: '', options: types.map(({ code, name }) => ({ value: code, label: name })) }]}
            value={type}
            onChange={setType}
            error={strict && !type ? common.required : undefined}
          />
          <PhoneField
            label={appointments.phone}
            description={appointments.phoneHint}
            autoComplete="off"
            strict={strict}
            value={phone ?? given}
            onChange={setPhone}
          />
        </Group>
        <HourPicker
          startDay={isoDay(new Date())}
          value={slot}
          onChange={setSlot}
          error={strict && !slot ? appointments.hourNeeded : undefined}
        />
        <Textarea
          label={appointments.notes}
          maxLength={1000}
          autosize
          minRows={1}
          value={notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
        />
        <ProblemAlert problem={problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <MainButton loading={busy} onClick={() => void book()}>
            {appointments.book}
          </MainButton>
        </Group>
      </Stack>
    </Dialog>
  )
}
