//! Holidays of the whole country, which every agency's calendar inherits unless it says otherwise.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, Exception, InvalidCalendar};

/// A day that is not as its weekday, everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Holiday {
    /// Nobody works.
    Closed {
        /// Why, as people are told.
        reason: String,
    },
    /// Worked instead of another day (làm bù): with each agency's own hours of that weekday.
    WorkedAs {
        /// The weekday, counted from Monday as 1.
        weekday: i8,
        /// Why.
        reason: String,
    },
}

/// The holidays of the country.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holidays {
    /// By day.
    pub days: BTreeMap<Date, Holiday>,
    /// Counts the writes.
    pub version: u64,
}

impl Holidays {
    /// The same with other days.
    ///
    /// # Errors
    /// [`InvalidCalendar::Reason`]; [`InvalidCalendar::Shifts`] for a weekday that there is not.
    pub fn with_days(self, days: BTreeMap<Date, Holiday>) -> Result<Self, InvalidCalendar> {
        for holiday in days.values() {
            let (Holiday::Closed { reason } | Holiday::WorkedAs { reason, .. }) = holiday;
            if !(1..=200).contains(&reason.trim().chars().count()) {
                return Err(InvalidCalendar::Reason);
            }
            if matches!(holiday, Holiday::WorkedAs { weekday, .. } if !(1..=7).contains(weekday)) {
                return Err(InvalidCalendar::Shifts);
            }
        }
        Ok(Self { days, ..self })
    }
}

impl Calendar {
    /// The calendar that an agency really keeps: its own exceptions, and on other days those of the country.
    #[must_use]
    pub fn effective(&self, holidays: &Holidays) -> Self {
        let inherited = holidays.days.iter().filter_map(|(day, holiday)| {
            let exception = match holiday {
                Holiday::Closed { reason } => Exception::Closed { reason: reason.clone() },
                Holiday::WorkedAs { weekday, reason } => {
                    let weekday = Weekday::from_monday_one_offset(*weekday).ok()?;
                    Exception::Open { day: self.of_weekday(weekday).clone(), reason: reason.clone() }
                }
            };
            Some((*day, exception))
        });
        let mut exceptions: BTreeMap<_, _> = inherited.collect();
        exceptions.extend(self.exceptions().clone());
        self.clone().keeping(exceptions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{OpeningDay, Shift};
    use jiff::civil::{date, time};

    fn holidays() -> Holidays {
        let closed = Holiday::Closed { reason: "Quốc khánh".to_owned() };
        let worked = Holiday::WorkedAs { weekday: 5, reason: "Làm bù".to_owned() };
        // Wednesday 2 September closed, Saturday 29 August worked as a Friday.
        let days = [(date(2026, 9, 2), closed), (date(2026, 8, 29), worked)].into();
        Holidays::default().with_days(days).unwrap()
    }

    #[test]
    fn an_agency_inherits_the_country_s_holidays_with_its_own_hours() {
        let friday = OpeningDay::new(vec![Shift { opens: time(8, 0, 0, 0), closes: time(10, 0, 0, 0) }], 1);
        let mut week = Calendar::standard().week().clone();
        week[4] = friday.unwrap();
        let calendar = Calendar::standard().with_week(week, 30).unwrap();
        assert!(calendar.is_working_day(date(2026, 9, 2)));
        let effective = calendar.effective(&holidays());
        assert!(!effective.is_working_day(date(2026, 9, 2)));
        assert_eq!(effective.closing(date(2026, 8, 29)), Some(time(10, 0, 0, 0)));
        assert!(effective.is_working_day(date(2026, 9, 3)));
    }

    #[test]
    fn an_agency_may_say_otherwise() {
        let day = Calendar::standard().week()[0].clone();
        let open = Exception::Open { day, reason: "Trực lễ".to_owned() };
        let calendar = Calendar::standard().with_exceptions([(date(2026, 9, 2), open)].into()).unwrap();
        assert!(calendar.effective(&holidays()).is_working_day(date(2026, 9, 2)));
    }

    #[test]
    fn a_holiday_needs_a_reason_and_a_weekday_that_exists() {
        let with = |holiday| Holidays::default().with_days([(date(2026, 9, 2), holiday)].into());
        assert_eq!(with(Holiday::Closed { reason: " ".to_owned() }), Err(InvalidCalendar::Reason));
        let eighth = Holiday::WorkedAs { weekday: 8, reason: "Làm bù".to_owned() };
        assert_eq!(with(eighth), Err(InvalidCalendar::Shifts));
    }
}
