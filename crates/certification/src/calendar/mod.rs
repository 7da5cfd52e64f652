//! Giờ làm việc: when an agency is open, and which hours can be booked.
//!
//! A week of opening hours, and dated exceptions from it: holidays and closures, and days worked instead of
//! others (làm bù). Days and hours are those of Vietnam ([`crate::time`]).

use std::collections::BTreeMap;

use jiff::{
    ToSpan as _,
    civil::{Date, DateTime, Time, Weekday},
};
use serde::{Deserialize, Serialize};

/// The furthest that a search for a working day goes; no holiday of the State lasts so long.
const LONGEST_CLOSURE_DAYS: usize = 366;

/// When an agency is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// Monday to Sunday.
    week: [OpeningDay; 7],
    /// Length of a slot in minutes.
    slot_minutes: u32,
    /// Days that are not as the week says.
    exceptions: BTreeMap<Date, Exception>,
}

/// The hours of one day, and how many appointments each slot takes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpeningDay {
    /// In the order of the day; none on a day that is closed.
    shifts: Vec<Shift>,
    /// Appointments that one slot takes; with 0 the day is open and cannot be booked.
    capacity: u32,
}

/// Hours without a break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// From.
    pub opens: Time,
    /// Until.
    pub closes: Time,
}

/// A day that is not as its weekday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Exception {
    /// A holiday or a closure.
    Closed {
        /// Why, as people are told.
        reason: String,
    },
    /// Other hours than usual, or a day worked instead of another.
    Open {
        /// The hours.
        day: OpeningDay,
        /// Why.
        reason: String,
    },
}

/// An hour that can be booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// When it begins.
    pub start: DateTime,
    /// How many appointments it takes.
    pub capacity: u32,
}

/// Opening hours that make no sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidCalendar {
    /// A slot has 5 to 240 minutes.
    #[error("a slot has 5 to 240 minutes")]
    SlotLength,
    /// A slot takes at most 1,000 appointments.
    #[error("a slot takes at most 1,000 appointments")]
    Capacity,
    /// The shifts of a day follow one another, each closes after it opens.
    #[error("the shifts of a day follow one another, and each closes after it opens")]
    Shifts,
    /// No weekday is open.
    #[error("no day of the week is open")]
    NeverOpen,
    /// An exception without a reason of 1 to 200 characters.
    #[error("an exception needs a reason of 1 to 200 characters")]
    Reason,
}

impl OpeningDay {
    /// The hours of a day; without shifts it is closed.
    ///
    /// # Errors
    /// [`InvalidCalendar::Shifts`], [`InvalidCalendar::Capacity`].
    pub fn new(shifts: Vec<Shift>, capacity: u32) -> Result<Self, InvalidCalendar> {
        let each = shifts.iter().all(|shift| shift.opens < shift.closes);
        let in_turn = shifts.windows(2).all(|pair| pair[0].closes <= pair[1].opens);
        if !each || !in_turn {
            return Err(InvalidCalendar::Shifts);
        }
        if capacity > 1_000 {
            return Err(InvalidCalendar::Capacity);
        }
        Ok(Self { shifts, capacity })
    }

    /// Its shifts.
    #[must_use]
    pub fn shifts(&self) -> &[Shift] {
        &self.shifts
    }

    /// Appointments that one slot takes.
    #[must_use]
    pub fn capacity(&self) -> u32 {
        self.capacity
    }
}

impl Default for Calendar {
    fn default() -> Self {
        Self::standard()
    }
}

impl Calendar {
    /// Monday to Friday, 7:30–11:30 and 13:30–17:00, slots of half an hour that take two appointments.
    #[must_use]
    pub fn standard() -> Self {
        let shift = |from: (i8, i8), until: (i8, i8)| Shift {
            opens: Time::constant(from.0, from.1, 0, 0),
            closes: Time::constant(until.0, until.1, 0, 0),
        };
        let open =
            OpeningDay { shifts: vec![shift((7, 30), (11, 30)), shift((13, 30), (17, 0))], capacity: 2 };
        let closed = OpeningDay::default();
        let week = [open.clone(), open.clone(), open.clone(), open.clone(), open, closed.clone(), closed];
        Self { week, slot_minutes: 30, exceptions: BTreeMap::new() }
    }

    /// The same exceptions with another week.
    ///
    /// # Errors
    /// [`InvalidCalendar::SlotLength`], [`InvalidCalendar::NeverOpen`].
    pub fn with_week(self, week: [OpeningDay; 7], slot_minutes: u32) -> Result<Self, InvalidCalendar> {
        if !(5..=240).contains(&slot_minutes) {
            return Err(InvalidCalendar::SlotLength);
        }
        if week.iter().all(|day| day.shifts.is_empty()) {
            return Err(InvalidCalendar::NeverOpen);
        }
        Ok(Self { week, slot_minutes, ..self })
    }

    /// The same week with another set of exceptions.
    ///
    /// # Errors
    /// [`InvalidCalendar::Reason`].
    pub fn with_exceptions(self, exceptions: BTreeMap<Date, Exception>) -> Result<Self, InvalidCalendar> {
        let said = |reason: &str| (1..=200).contains(&reason.trim().chars().count());
        let all = exceptions.values().all(|exception| match exception {
            Exception::Closed { reason } | Exception::Open { reason, .. } => said(reason),
        });
        if all { Ok(Self { exceptions, ..self }) } else { Err(InvalidCalendar::Reason) }
    }

    /// Monday to Sunday.
    #[must_use]
    pub fn week(&self) -> &[OpeningDay; 7] {
        &self.week
    }

    /// Length of a slot in minutes.
    #[must_use]
    pub fn slot_minutes(&self) -> u32 {
        self.slot_minutes
    }

    /// The days that are not as the week says.
    #[must_use]
    pub fn exceptions(&self) -> &BTreeMap<Date, Exception> {
        &self.exceptions
    }

    /// The hours of a day; `None` when it is closed.
    #[must_use]
    pub fn hours(&self, day: Date) -> Option<&OpeningDay> {
        let hours = match self.exceptions.get(&day) {
            Some(Exception::Closed { .. }) => return None,
            Some(Exception::Open { day, .. }) => day,
            None => self.week.get(weekday(day))?,
        };
        Some(hours).filter(|hours| !hours.shifts.is_empty())
    }

    /// Whether the agency works on a day.
    #[must_use]
    pub fn is_working_day(&self, day: Date) -> bool {
        self.hours(day).is_some()
    }

    /// When work ends on a day; `None` when it is closed.
    #[must_use]
    pub fn closing(&self, day: Date) -> Option<Time> {
        self.hours(day)?.shifts.last().map(|shift| shift.closes)
    }

    /// The first working day after a day; `None` when the agency is closed for a year or time ends.
    #[must_use]
    pub fn next_working_day(&self, after: Date) -> Option<Date> {
        after.series(1.day()).skip(1).take(LONGEST_CLOSURE_DAYS).find(|day| self.is_working_day(*day))
    }

    /// The slots of a day, in order: each lies whole within a shift.
    #[must_use]
    pub fn slots(&self, day: Date) -> Vec<Slot> {
        let Some(hours) = self.hours(day).filter(|hours| hours.capacity > 0) else { return Vec::new() };
        let length = i64::from(self.slot_minutes).minutes();
        let mut slots = Vec::new();
        for shift in &hours.shifts {
            let (mut start, end) = (day.to_datetime(shift.opens), day.to_datetime(shift.closes));
            while let Ok(after) = start.checked_add(length)
                && after <= end
            {
                slots.push(Slot { start, capacity: hours.capacity });
                start = after;
            }
        }
        slots
    }
}

fn weekday(day: Date) -> usize {
    match day.weekday() {
        Weekday::Monday => 0,
        Weekday::Tuesday => 1,
        Weekday::Wednesday => 2,
        Weekday::Thursday => 3,
        Weekday::Friday => 4,
        Weekday::Saturday => 5,
        Weekday::Sunday => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    fn shift(from: (i8, i8), until: (i8, i8)) -> Shift {
        Shift { opens: time(from.0, from.1, 0, 0), closes: time(until.0, until.1, 0, 0) }
    }

    fn closed(reason: &str) -> Exception {
        Exception::Closed { reason: reason.to_owned() }
    }

    #[test]
    fn a_day_has_the_slots_that_fit_into_its_shifts() {
        let week = Calendar::standard().week().clone();
        let calendar = Calendar::standard().with_week(week, 100).unwrap();
        let starts: Vec<_> =
            calendar.slots(date(2026, 11, 24)).iter().map(|slot| slot.start.time()).collect();
        // 11:30 − 7:30 is 240 minutes, 17:00 − 13:30 is 210: two slots of 100 minutes in each.
        assert_eq!(starts, [time(7, 30, 0, 0), time(9, 10, 0, 0), time(13, 30, 0, 0), time(15, 10, 0, 0)]);
    }

    #[test]
    fn a_weekend_is_closed_unless_it_is_worked_instead_of_another_day() {
        let (saturday, friday) = (date(2026, 11, 28), date(2026, 11, 27));
        let standard = Calendar::standard();
        assert!(!standard.is_working_day(saturday) && standard.slots(saturday).is_empty());
        let day = OpeningDay::new(vec![shift((8, 0), (12, 0))], 3).unwrap();
        let open = Exception::Open { day, reason: "Làm bù".to_owned() };
        let exceptions = [(saturday, open), (friday, closed("Nghỉ bù"))].into();
        let calendar = standard.with_exceptions(exceptions).unwrap();
        assert!(!calendar.is_working_day(friday));
        assert_eq!(calendar.closing(saturday), Some(time(12, 0, 0, 0)));
        assert_eq!(calendar.slots(saturday).len(), 8);
        assert_eq!(calendar.next_working_day(date(2026, 11, 26)), Some(saturday));
    }

    #[test]
    fn a_holiday_week_is_passed_over() {
        let tet = (15..=19).map(|day| (date(2027, 2, day), closed("Tết Nguyên đán"))).collect();
        let calendar = Calendar::standard().with_exceptions(tet).unwrap();
        assert_eq!(calendar.next_working_day(date(2027, 2, 12)), Some(date(2027, 2, 22)));
    }

    #[test]
    fn what_makes_no_calendar_is_refused() {
        let week = Calendar::standard().week().clone();
        let standard = Calendar::standard;
        assert_eq!(standard().with_week(week.clone(), 4), Err(InvalidCalendar::SlotLength));
        assert_eq!(standard().with_week(week, 241), Err(InvalidCalendar::SlotLength));
        let never = std::array::from_fn(|_| OpeningDay::default());
        assert_eq!(standard().with_week(never, 30), Err(InvalidCalendar::NeverOpen));
        let exceptions = [(date(2026, 9, 2), closed(" "))].into();
        assert_eq!(standard().with_exceptions(exceptions), Err(InvalidCalendar::Reason));
        let backwards = vec![shift((9, 0), (8, 0))];
        assert_eq!(OpeningDay::new(backwards, 1), Err(InvalidCalendar::Shifts));
        let overlapping = vec![shift((8, 0), (11, 0)), shift((10, 0), (12, 0))];
        assert_eq!(OpeningDay::new(overlapping, 1), Err(InvalidCalendar::Shifts));
        assert_eq!(OpeningDay::new(Vec::new(), 1_001), Err(InvalidCalendar::Capacity));
    }

    #[test]
    fn a_day_with_no_capacity_is_worked_and_cannot_be_booked() {
        let mut week = Calendar::standard().week().clone();
        week[1] = OpeningDay::new(vec![shift((8, 0), (12, 0))], 0).unwrap();
        let calendar = Calendar::standard().with_week(week, 30).unwrap();
        let tuesday = date(2026, 11, 24);
        assert!(calendar.is_working_day(tuesday) && calendar.slots(tuesday).is_empty());
    }

    #[test]
    fn a_calendar_is_kept_as_it_is_written() {
        let exceptions = [(date(2026, 9, 2), closed("Quốc khánh"))].into();
        let calendar = Calendar::standard().with_exceptions(exceptions).unwrap();
        let text = serde_json::to_string(&calendar).unwrap();
        assert_eq!(serde_json::from_str::<Calendar>(&text).unwrap(), calendar);
    }

    proptest! {
        #[test]
        fn slots_never_overlap_and_never_outlast_the_day(minutes in 5..=240_u32, day in 0..2_000_i32) {
            let week = Calendar::standard().week().clone();
            let calendar = Calendar::standard().with_week(week, minutes).unwrap();
            let day = date(2026, 1, 1).checked_add(day.days()).unwrap();
            let slots = calendar.slots(day);
            let length = i64::from(minutes).minutes();
            prop_assert!(slots.windows(2).all(|pair| pair[0].start + length <= pair[1].start));
            let closing = calendar.closing(day).map(|time| day.to_datetime(time));
            prop_assert!(slots.iter().all(|slot| Some(slot.start + length) <= closing));
        }
    }
}
