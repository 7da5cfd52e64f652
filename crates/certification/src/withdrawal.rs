//! The decision by which a certified copy loses its legal value.
//!
//! TT 01/2020/TT-BTP Điều 7: a copy that was certified against the rules has no legal value; the agency that
//! certified it decides so as soon as it finds out, and makes the decision known. Only what has been
//! certified can lose that value, and a copy is certified once signature, number and seal are on it, whether
//! it has been handed out or not. The number stays with it for ever (Điều 4).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{ids::CaseId, statement::one_line};

const LONGEST_NUMBER: usize = 50;

/// A decision (quyết định hủy bỏ giá trị pháp lý).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Its number: `45/QĐ-UBND`.
    pub number: String,
    /// The day of the decision.
    pub date: Date,
    /// Why, 3 to 1,000 characters. It may speak of persons, so the public is not told.
    pub reason: String,
    /// The copy that was certified in its place.
    pub replacement: Option<Replacement>,
}

/// The copy that takes the place of a withdrawn one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replacement {
    /// Its case.
    pub case: CaseId,
    /// Its number as printed: `128/ĐT`.
    pub number: String,
    /// Its book as printed.
    pub book: String,
}

/// What makes no decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDecision {
    /// The number is empty or longer than 50 characters.
    #[error("a decision needs a number of 1 to 50 characters")]
    Number,
    /// It is dated after today.
    #[error("the decision is dated {0}, which is still to come")]
    InTheFuture(Date),
    /// It is dated before the copy was certified.
    #[error("the decision is dated before the copy was certified on {0}")]
    BeforeCertification(Date),
    /// The reason is shorter than 3 or longer than 1,000 characters.
    #[error("a decision needs a reason of 3 to 1,000 characters")]
    Reason,
    /// A copy cannot take its own place.
    #[error("a copy does not replace itself")]
    ReplacesItself,
    /// The replacement is not certified, or has lost its value too.
    #[error("the replacement is not certified")]
    ReplacementNotCertified,
}

impl Decision {
    /// Takes the parts of a decision as they were typed; [`Case::withdraw`](crate::Case::withdraw) holds
    /// them against the case.
    ///
    /// # Errors
    /// [`InvalidDecision::Number`], [`InvalidDecision::Reason`].
    pub fn new(
        number: &str,
        date: Date,
        reason: &str,
        replacement: Option<Replacement>,
    ) -> Result<Self, InvalidDecision> {
        let (number, reason) = (one_line(number), one_line(reason));
        if !(1..=LONGEST_NUMBER).contains(&number.chars().count()) {
            return Err(InvalidDecision::Number);
        }
        if !(3..=1_000).contains(&reason.chars().count()) {
            return Err(InvalidDecision::Reason);
        }
        Ok(Self { number, date, reason, replacement })
    }

    /// Holds the decision against the day on which it is recorded, and the copy that it is about.
    ///
    /// # Errors
    /// What does not fit.
    pub(crate) fn fits(&self, case: CaseId, certified: Date, today: Date) -> Result<(), InvalidDecision> {
        if self.date > today {
            return Err(InvalidDecision::InTheFuture(self.date));
        }
        if self.date < certified {
            return Err(InvalidDecision::BeforeCertification(certified));
        }
        if self.replacement.as_ref().is_some_and(|replacement| replacement.case == case) {
            return Err(InvalidDecision::ReplacesItself);
        }
        Ok(())
    }
}

impl Replacement {
    /// The copy of a case that is sealed or released.
    ///
    /// # Errors
    /// [`InvalidDecision::ReplacementNotCertified`].
    pub fn of(case: &crate::Case) -> Result<Self, InvalidDecision> {
        use crate::State;
        match &case.state {
            State::Sealed { issued, .. } | State::Released { issued, .. } => {
                Ok(Self { case: case.id, number: issued.text.clone(), book: issued.book_text.clone() })
            }
            _ => Err(InvalidDecision::ReplacementNotCertified),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn id(number: u128) -> CaseId {
        CaseId::from_ulid(ulid::Ulid::from(number))
    }

    fn decision(replacement: Option<Replacement>) -> Decision {
        Decision::new(" 45/QĐ-UBND", date(2026, 11, 25), "Chứng thực  nhầm bản chính", replacement).unwrap()
    }

    #[test]
    fn a_decision_has_a_number_and_a_reason() {
        assert_eq!(decision(None).number, "45/QĐ-UBND");
        assert_eq!(decision(None).reason, "Chứng thực nhầm bản chính");
        let day = date(2026, 11, 25);
        assert_eq!(Decision::new(" ", day, "Nhầm", None), Err(InvalidDecision::Number));
        assert_eq!(Decision::new(&"9".repeat(51), day, "Nhầm", None), Err(InvalidDecision::Number));
        assert_eq!(Decision::new("1", day, "a", None), Err(InvalidDecision::Reason));
        assert_eq!(Decision::new("1", day, &"a".repeat(1_001), None), Err(InvalidDecision::Reason));
    }

    #[test]
    fn a_decision_is_dated_between_the_certification_and_today() {
        let fits = |certified, today| decision(None).fits(id(1), certified, today);
        assert_eq!(fits(date(2026, 11, 25), date(2026, 11, 25)), Ok(()));
        assert_eq!(
            fits(date(2026, 11, 26), date(2026, 11, 27)),
            Err(InvalidDecision::BeforeCertification(date(2026, 11, 26)))
        );
        assert_eq!(
            fits(date(2026, 11, 20), date(2026, 11, 24)),
            Err(InvalidDecision::InTheFuture(date(2026, 11, 25)))
        );
    }

    #[test]
    fn a_copy_is_replaced_by_another_one() {
        let replacement = Replacement { case: id(1), number: "1/ĐT".to_owned(), book: "01".to_owned() };
        let day = date(2026, 11, 25);
        assert_eq!(
            decision(Some(replacement.clone())).fits(id(1), day, day),
            Err(InvalidDecision::ReplacesItself)
        );
        assert_eq!(decision(Some(replacement)).fits(id(2), day, day), Ok(()));
    }
}
