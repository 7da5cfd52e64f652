//! Giờ làm việc: when an agency is open, and which hours can be booked.
//!
//! A week of opening hours, and dated exceptions from it: holidays and closures, and days worked instead of
//! others (làm bù). Days and hours are those of Vietnam ([`crate::time`]).

mod booking;
mod displaced;

pub use booking::SlotRefusal;

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
    /// How many days ahead appointments are taken.
    #[serde(default = "standard_horizon")]
    horizon_days: u32,
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
    /// How long it is.
    pub minutes: u32,
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
    /// Appointments are taken 1 to 366 days ahead.
    #[error("appointments are taken 1 to 366 days ahead")]
    Horizon,
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
        Self { week, slot_minutes: 30, exceptions: BTreeMap::new(), horizon_days: standard_horizon() }
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

    /// The same with another horizon.
    ///
    /// # Errors
    /// [`InvalidCalendar::Horizon`].
    pub fn with_horizon(self, horizon_days: u32) -> Result<Self, InvalidCalendar> {
        if (1..=366).contains(&horizon_days) {
            Ok(Self { horizon_days, ..self })
        } else {
            Err(InvalidCalendar::Horizon)
        }
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

    /// How many days ahead appointments are taken.
    #[must_use]
    pub fn horizon_days(&self) -> u32 {
        self.horizon_days
    }

    /// The hours of a weekday, exceptions aside.
    #[must_use]
    pub fn of_weekday(&self, day: Weekday) -> &OpeningDay {
        let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = &self.week;
        match day {
            Weekday::Monday => monday,
            Weekday::Tuesday => tuesday,
            Weekday::Wednesday => wednesday,
            Weekday::Thursday => thursday,
            Weekday::Friday => friday,
            Weekday::Saturday => saturday,
            Weekday::Sunday => sunday,
        }
    }

    /// The same week with exceptions that were checked before.
    pub(crate) fn keeping(self, exceptions: BTreeMap<Date, Exception>) -> Self {
        Self { exceptions, ..self }
    }

    /// The hours of a day; `None` when it is closed.
    #[must_use]
    pub fn hours(&self, day: Date) -> Option<&OpeningDay> {
        let hours = match self.exceptions.get(&day) {
            Some(Exception::Closed { .. }) => return None,
            Some(Exception::Open { day, .. }) => day,
            None => self.of_weekday(day.weekday()),
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
                slots.push(Slot { start, capacity: hours.capacity, minutes: self.slot_minutes });
                start = after;
            }
        }
        slots
    }
}

/// Two months: as far as people plan, and no further than the hours are known.
fn standard_horizon() -> u32 {
    60
}

#[cfg(test)]
mod tests;
