/** An hour as people say it: `08:00 Thứ Năm 26/11/2026`. */
import { day, isoDay, time } from '../format/format'
import { useText } from '../text/text'
import { weekday } from './SlotChoice'

export function useWhen(): (slot: string) => string {
  const { wholeWeekdays } = useText().requester.slots
  return (slot) => `${time(slot)} ${wholeWeekdays[weekday(isoDay(slot))] ?? ''} ${day(slot)}`
}
