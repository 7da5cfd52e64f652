//! A day as clients write it: `2026-11-25`, and nothing behind it.

use std::{fmt, str::FromStr};

use jiff::civil::Date;

/// The years in which books, decisions, delegations and appointments can be.
const YEARS: std::ops::RangeInclusive<i16> = 1_990..=2_100;

/// A day in the form `yyyy-mm-dd`, from 1990 to 2100.
///
/// The parser of [`Date`] also takes a time of day behind the day and drops it, and any year. Here a time of day
/// is refused, because it is not known which day its zone means, and so is a year of another calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day(Date);

/// Why a text is not such a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDay {
    /// It is not of the form.
    #[error("a day has the form yyyy-mm-dd")]
    Form,
    /// A time of day stands behind it.
    #[error("a time of day stands behind the day")]
    TimeOfDay,
    /// There is no such day.
    #[error("there is no such day")]
    NoSuchDay,
    /// The year is before 1990 or after 2100.
    #[error("the year is not from 1990 to 2100")]
    Year,
}

impl InvalidDay {
    /// The reason as a code, the same as in the console.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::TimeOfDay => "time_of_day",
            Self::NoSuchDay => "no_such_day",
            Self::Year => "year",
        }
    }
}

impl Day {
    /// The day.
    #[must_use]
    pub fn date(self) -> Date {
        self.0
    }
}

impl From<Day> for Date {
    fn from(day: Day) -> Self {
        day.0
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Day {
    type Err = InvalidDay;

    fn from_str(text: &str) -> Result<Self, InvalidDay> {
        let (day, behind) = text.split_at_checked(10).ok_or(InvalidDay::Form)?;
        let mut parts = day.split('-');
        let mut part = |length| parts.next().and_then(|part| number(part, length)).ok_or(InvalidDay::Form);
        let (year, month, date) = (part(4)?, part(2)?, part(2)?);
        if !behind.is_empty() {
            let time = behind.starts_with(['T', 't', ' ']);
            return Err(if time { InvalidDay::TimeOfDay } else { InvalidDay::Form });
        }
        let small = |number: i16| i8::try_from(number).unwrap_or_default();
        let date = Date::new(year, small(month), small(date)).map_err(|_| InvalidDay::NoSuchDay)?;
        if YEARS.contains(&year) { Ok(Self(date)) } else { Err(InvalidDay::Year) }
    }
}

/// The number of so many ASCII digits.
fn number(text: &str, length: usize) -> Option<i16> {
    let digits = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_day_is_taken_and_what_is_more_or_less_than_a_day_is_refused() {
        assert_eq!("2028-02-29".parse::<Day>().map(Day::date), Ok(date(2028, 2, 29)));
        for (wrong, why) in [
            ("", InvalidDay::Form),
            ("29/02/2028", InvalidDay::Form),
            ("2026-11-2５", InvalidDay::Form),
            ("2026-11-25x", InvalidDay::Form),
            ("2026-11-25T08:00:00+07:00", InvalidDay::TimeOfDay),
            ("2026-02-29", InvalidDay::NoSuchDay),
            ("1447-06-05", InvalidDay::Year),
            ("2569-11-25", InvalidDay::Year),
        ] {
            assert_eq!(wrong.parse::<Day>(), Err(why), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_day_or_refused(text in "\\PC{0,12}|[0-9-]{9,11}") {
            if let Ok(day) = text.parse::<Day>() {
                prop_assert_eq!(day.to_string(), text);
            }
        }
    }
}
