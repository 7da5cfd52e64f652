//! Settings that hold from a day on. One that has begun stays as it is, because people were told of it or papers
//! were made with it; one that is to come is not set further ahead than anybody can mean.

use api::Problem;
use jiff::{ToSpan as _, civil::Date};

/// What is said of one kind of such settings.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dated {
    /// The refusal of a day that has begun.
    pub(crate) begun: fn() -> Problem,
    /// The refusal of a day that is too far away.
    pub(crate) beyond: &'static str,
}

impl Dated {
    /// Insists on a later day than today, within five years.
    pub(crate) fn insist_on_future(self, from: Date, today: Date) -> Result<(), Problem> {
        if from <= today {
            return Err((self.begun)());
        }
        let horizon = today.checked_add(5.years()).unwrap_or(Date::MAX);
        if from > horizon { Err(Problem::field("from", self.beyond)) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn only_a_later_day_within_five_years_is_taken() {
        let begun = || Problem::unprocessable("invalid-field", "Đã bắt đầu.");
        let dated = Dated { begun, beyond: "Trong vòng 5 năm tới." };
        let today = date(2026, 11, 25);
        let refused = |from| dated.insist_on_future(from, today).unwrap_err().detail;
        assert!(dated.insist_on_future(date(2026, 11, 26), today).is_ok());
        assert!(dated.insist_on_future(date(2031, 11, 25), today).is_ok());
        assert_eq!(refused(today), "Đã bắt đầu.");
        assert_eq!(refused(date(2031, 11, 26)), "Trong vòng 5 năm tới.");
    }
}
