//! Booked hours that the opening hours no longer have: a holiday or a closure came, or slots have another length.
//!
//! Such an appointment stands until somebody moves it. Its place counts in the slots that it reaches into.

use std::collections::BTreeMap;

use jiff::{
    ToSpan as _,
    civil::{DateTime, Time},
};

use super::{Calendar, Exception, Slot, SlotRefusal};

impl Calendar {
    /// Why a booked hour is none any more; `None` while it is one.
    #[must_use]
    pub fn displaced(&self, start: DateTime) -> Option<SlotRefusal> {
        if !self.is_working_day(start.date()) {
            return Some(SlotRefusal::Closed { reason: self.closure(start.date()) });
        }
        let slots = self.slots(start.date());
        slots.iter().all(|slot| slot.start != start).then_some(SlotRefusal::NotASlot)
    }

    /// Whether the agency is open at a time, a slot or not.
    #[must_use]
    pub fn is_open_at(&self, time: DateTime) -> bool {
        let Some(hours) = self.hours(time.date()) else { return false };
        hours.shifts().iter().any(|shift| (shift.opens..shift.closes).contains(&time.time()))
    }

    /// Why the agency is closed on a day, when it is a holiday or a closure.
    #[must_use]
    pub fn closure(&self, day: jiff::civil::Date) -> Option<String> {
        match self.exceptions().get(&day) {
            Some(Exception::Closed { reason }) => Some(reason.clone()),
            _ => None,
        }
    }

    /// The slot with the capacity that displaced appointments leave it. `taken` are the places taken in each hour
    /// of its day.
    #[must_use]
    pub fn beside_displaced(&self, slot: Slot, taken: &BTreeMap<Time, u32>) -> Slot {
        let day = slot.start.date();
        let slots = self.slots(day);
        let is_slot = |start: DateTime| slots.iter().any(|slot| slot.start == start);
        // How long a displaced hour was is not known any more; the slots of today are the nearest guess.
        let length = i64::from(slot.minutes).minutes();
        let ends = |start: DateTime| start.saturating_add(length);
        let reaching = taken
            .iter()
            .map(|(time, places)| (day.to_datetime(*time), *places))
            .filter(|(start, _)| !is_slot(*start))
            .filter(|(start, _)| *start < ends(slot.start) && slot.start < ends(*start))
            .fold(0_u32, |sum, (_, places)| sum.saturating_add(places));
        Slot { capacity: slot.capacity.saturating_sub(reaching), ..slot }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::calendar::OpeningDay;

    fn thursday(hour: i8, minute: i8) -> DateTime {
        date(2026, 11, 26).at(hour, minute, 0, 0)
    }

    #[test]
    fn an_hour_stands_until_the_calendar_has_it_no_longer() {
        let calendar = Calendar::standard();
        assert_eq!(calendar.displaced(thursday(8, 30)), None);
        let exceptions = [(date(2026, 11, 26), Exception::Closed { reason: "Nghỉ lễ".to_owned() })].into();
        let closed = calendar.clone().with_exceptions(exceptions).unwrap();
        let reason = Some("Nghỉ lễ".to_owned());
        assert_eq!(closed.displaced(thursday(8, 30)), Some(SlotRefusal::Closed { reason }));
        let sunday = date(2026, 11, 29).at(8, 0, 0, 0);
        assert_eq!(calendar.displaced(sunday), Some(SlotRefusal::Closed { reason: None }));
        let shorter = calendar.clone().with_week(calendar.week().clone(), 20).unwrap();
        assert_eq!(shorter.displaced(thursday(8, 0)), Some(SlotRefusal::NotASlot));
        assert_eq!(shorter.displaced(thursday(8, 30)), None);
    }

    #[test]
    fn an_agency_is_open_from_the_first_minute_of_a_shift_to_the_last() {
        let calendar = Calendar::standard();
        for (open, at) in
            [(false, (7, 29)), (true, (7, 30)), (true, (11, 29)), (false, (11, 30)), (true, (13, 30))]
        {
            assert_eq!(calendar.is_open_at(thursday(at.0, at.1)), open, "{at:?}");
        }
        assert!(!calendar.is_open_at(date(2026, 11, 29).at(9, 0, 0, 0)));
    }

    #[test]
    fn a_displaced_appointment_takes_its_place_in_the_slots_that_it_reaches_into() {
        let calendar = Calendar::standard();
        let shift = super::super::Shift { opens: time(8, 0, 0, 0), closes: time(10, 0, 0, 0) };
        let day = OpeningDay::new(vec![shift], 2).unwrap();
        let calendar = calendar.with_week(std::array::from_fn(|_| day.clone()), 20).unwrap();
        let taken = [(time(8, 0, 0, 0), 2), (time(8, 30, 0, 0), 1)].into();
        let left = |hour, minute| {
            let slots = calendar.slots(date(2026, 11, 26));
            let slot = *slots.iter().find(|slot| slot.start == thursday(hour, minute)).unwrap();
            calendar.beside_displaced(slot, &taken).capacity
        };
        // 8:30 lies in 8:20 and 8:40; 8:00 is a slot and counts for itself alone.
        assert_eq!([left(8, 0), left(8, 20), left(8, 40), left(9, 0)], [2, 1, 1, 2]);
    }
}
