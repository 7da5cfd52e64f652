//! Which hours can be booked at a moment, and why the others cannot.
//!
//! Whether a slot still has a place is known only where its counter is changed (`records`).

use jiff::{
    ToSpan as _,
    civil::{Date, DateTime},
};

use super::{Calendar, Exception, Slot};

/// An hour that cannot be booked, whoever holds its places.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SlotRefusal {
    /// The hour has begun, or the day is over.
    #[error("the hour has passed")]
    Past,
    /// Appointments are not yet taken for that day.
    #[error("appointments are taken until {until}")]
    BeyondHorizon {
        /// The last day for which they are.
        until: Date,
    },
    /// The agency is closed on that day.
    #[error("the agency is closed on that day")]
    Closed {
        /// Why, when it is a holiday or a closure.
        reason: Option<String>,
    },
    /// The agency is open, but no slot begins then.
    #[error("no slot begins at that time")]
    NotASlot,
}

impl Calendar {
    /// The slots of a day that have not begun at `now`, full ones too; `now` is the time in Vietnam.
    ///
    /// # Errors
    /// Why no hour of that day can be booked.
    pub fn offered(&self, day: Date, now: DateTime) -> Result<Vec<Slot>, SlotRefusal> {
        if day < now.date() {
            return Err(SlotRefusal::Past);
        }
        let until = self.last_day(now.date());
        if day > until {
            return Err(SlotRefusal::BeyondHorizon { until });
        }
        if !self.is_working_day(day) {
            return Err(SlotRefusal::Closed { reason: self.closure(day) });
        }
        Ok(self.slots(day).into_iter().filter(|slot| slot.start > now).collect())
    }

    /// The slot that begins at a time, when it can be booked at `now`; both are times in Vietnam.
    ///
    /// # Errors
    /// Why it cannot.
    pub fn bookable(&self, start: DateTime, now: DateTime) -> Result<Slot, SlotRefusal> {
        let offered = self.offered(start.date(), now)?;
        if start <= now {
            return Err(SlotRefusal::Past);
        }
        offered.into_iter().find(|slot| slot.start == start).ok_or(SlotRefusal::NotASlot)
    }

    /// Whether there is anything to book, on any day: an agency whose every day takes nobody offers no hours.
    #[must_use]
    pub fn takes_appointments(&self) -> bool {
        let week = self.week().iter();
        let extra = self.exceptions().values().filter_map(|exception| match exception {
            Exception::Open { day, .. } => Some(day),
            Exception::Closed { .. } => None,
        });
        week.chain(extra).any(|day| day.capacity() > 0 && !day.shifts().is_empty())
    }

    /// The last day for which appointments are taken on a day.
    #[must_use]
    pub fn last_day(&self, today: Date) -> Date {
        today.checked_add(i64::from(self.horizon_days()).days()).unwrap_or(Date::MAX)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::{super::OpeningDay, *};

    /// Tuesday morning.
    fn now() -> DateTime {
        date(2026, 11, 24).at(9, 10, 0, 0)
    }

    fn closed(day: Date, reason: &str) -> Calendar {
        let exceptions = [(day, Exception::Closed { reason: reason.to_owned() })].into();
        Calendar::standard().with_exceptions(exceptions).unwrap()
    }

    #[test]
    fn what_has_begun_is_not_offered() {
        let offered = Calendar::standard().offered(now().date(), now()).unwrap();
        assert_eq!(offered[0].start, date(2026, 11, 24).at(9, 30, 0, 0));
        // The slot that begins this minute has begun.
        let offered = Calendar::standard().offered(now().date(), offered[0].start).unwrap();
        assert_eq!(offered[0].start, date(2026, 11, 24).at(10, 0, 0, 0));
    }

    #[test]
    fn each_hour_that_cannot_be_booked_says_why() {
        let holiday = date(2026, 11, 25);
        let calendar = closed(holiday, "Nghỉ lễ").with_horizon(30).unwrap();
        let refused = |start| calendar.bookable(start, now()).unwrap_err();
        assert_eq!(refused(date(2026, 11, 23).at(8, 0, 0, 0)), SlotRefusal::Past);
        assert_eq!(refused(now()), SlotRefusal::Past);
        assert_eq!(refused(date(2026, 11, 24).at(9, 0, 0, 0)), SlotRefusal::Past);
        let until = date(2026, 12, 24);
        assert_eq!(refused(date(2026, 12, 25).at(8, 0, 0, 0)), SlotRefusal::BeyondHorizon { until });
        let reason = Some("Nghỉ lễ".to_owned());
        assert_eq!(refused(holiday.at(8, 0, 0, 0)), SlotRefusal::Closed { reason });
        let saturday = date(2026, 11, 28).at(8, 0, 0, 0);
        assert_eq!(refused(saturday), SlotRefusal::Closed { reason: None });
        for odd in [(9, 40), (12, 0), (17, 0)] {
            assert_eq!(refused(date(2026, 11, 26).at(odd.0, odd.1, 0, 0)), SlotRefusal::NotASlot);
        }
        assert_eq!(refused(date(2026, 11, 26).at(8, 0, 1, 0)), SlotRefusal::NotASlot);
        assert!(calendar.bookable(until.at(8, 0, 0, 0), now()).is_ok());
    }

    #[test]
    fn a_calendar_that_takes_nobody_on_any_day_takes_no_appointments() {
        let standard = Calendar::standard();
        assert!(standard.takes_appointments());
        let open = standard.week()[0].clone();
        let visits = OpeningDay::new(open.shifts().to_vec(), 0).unwrap();
        let nobody = Calendar::standard().with_week(std::array::from_fn(|_| visits.clone()), 30).unwrap();
        assert!(!nobody.takes_appointments());
        let one_day = Exception::Open { day: open, reason: "Làm bù".to_owned() };
        let once = nobody.with_exceptions([(date(2026, 11, 28), one_day)].into()).unwrap();
        assert!(once.takes_appointments());
    }

    #[test]
    fn a_horizon_is_a_day_to_a_year() {
        for wrong in [0, 367] {
            let refused = Calendar::standard().with_horizon(wrong);
            assert_eq!(refused, Err(super::super::InvalidCalendar::Horizon));
        }
    }

    proptest! {
        #[test]
        fn what_is_offered_can_be_booked_and_nothing_else(
            days in -3..70_i32, minutes in 0..1_440_i64, at in 0..1_440_i64, horizon in 1..=66_u32,
        ) {
            let calendar = Calendar::standard().with_horizon(horizon).unwrap();
            let now = date(2026, 11, 24).at(0, 0, 0, 0) + at.minutes();
            let day = date(2026, 11, 24).checked_add(days.days()).unwrap();
            let start = day.at(0, 0, 0, 0) + minutes.minutes();
            let offered = calendar.offered(day, now).unwrap_or_default();
            let booked = calendar.bookable(start, now);
            prop_assert_eq!(offered.iter().any(|slot| slot.start == start), booked.is_ok());
            if let Ok(slot) = booked {
                prop_assert!(slot.start > now && slot.capacity > 0);
                prop_assert!(slot.start.date() <= calendar.last_day(now.date()));
                prop_assert!(calendar.is_working_day(slot.start.date()));
            }
        }
    }
}
