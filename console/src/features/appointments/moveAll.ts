/** Moving appointments to the next free hours, one after the other: what fails stops no other. */
import { api, body } from '../../api/client'
import { persistently } from '../../api/persistently'
import type { Appointment, Schema } from '../../api/types'
import { appointmentChanged, appointmentsStale } from './queries'

export interface Line {
  of: Schema['DisplacedAppointmentView']
  moved?: Appointment
  problem?: unknown
}

/** Moves them in the order of their hours, so that who came first gets the first free hour. */
export async function moveAll(
  list: readonly Line['of'][],
  reason: string,
  tell: (line: Line) => void,
  signal: AbortSignal,
): Promise<void> {
  const left = () => signal.aborted
  for (const of of list) {
    if (left()) break
    try {
      const moved = await persistently(() => toNextHour(of.appointment, reason), signal)
      appointmentChanged(moved)
      tell({ of, moved })
    } catch (problem) {
      if (left()) break
      tell({ of, problem })
    }
  }
  appointmentsStale()
}

/** The client sends each repeat of it under the same key. */
function toNextHour({ id, version }: Appointment, reason: string): Promise<Appointment> {
  return body(
    api().POST('/appointments/{appointment}/reschedule', {
      params: { path: { appointment: id } },
      body: { version, reason },
    }),
  )
}
