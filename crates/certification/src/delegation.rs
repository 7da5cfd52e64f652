//! The right to sign in the head's place: KT. and TUQ.
//!
//! NĐ 30/2020 Điều 13: a deputy signs KT. within the field that was assigned to him; an official under the
//! head signs TUQ. by a delegation that is in writing, limited in time and in content. Who signs TUQ. does
//! not delegate again. Since NĐ 280/2025 a civil servant may be delegated or assigned to certify. Both
//! rights are therefore written down alike: number of the document, who gave it, first and last day, scope.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::statement::{SigningRight, one_line};

/// How long before its last day a delegation is warned of.
const NEAR_ITS_END: i32 = 30;
const LONGEST_NUMBER: usize = 50;
const LONGEST_NAME: usize = 200;
const MOST_TYPES: usize = 200;

/// A document by which the head gives somebody the right to sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    /// Number of the document: `12/UQ-UBND`.
    pub number: String,
    /// Họ và tên of the head who gives the right.
    pub by: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// What may be signed.
    pub scope: Scope,
}

/// What a delegation is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Scope {
    /// Every type of document.
    Everything,
    /// Some types.
    Types {
        /// Codes of the types, each once, in order.
        codes: Vec<String>,
    },
}

/// A delegation that gives no right to sign this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OutsideDelegation {
    /// It does not hold on that day.
    #[error("delegation {number} holds from {from} to {until}")]
    Period {
        /// Its number.
        number: String,
        /// First day.
        from: Date,
        /// Last day.
        until: Date,
    },
    /// It is not for that type of document.
    #[error("delegation {number} is not for {document_type}")]
    Scope {
        /// Its number.
        number: String,
        /// Code of the type.
        document_type: String,
    },
}

/// What makes no delegation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDelegation {
    /// The number is empty or longer than 50 characters.
    #[error("a delegation needs a number of 1 to 50 characters")]
    Number,
    /// The name of the head is empty or longer than 200 characters.
    #[error("a delegation names who gives it")]
    By,
    /// It ends before it begins.
    #[error("the delegation ends before it begins")]
    Period,
    /// It is for no type at all, or for too many.
    #[error("a delegation is for everything or for 1 to 200 types")]
    Scope,
    /// Who gives it signs by delegation himself (NĐ 30/2020 Điều 13).
    #[error("a delegated right is not delegated again")]
    Again,
}

impl Delegation {
    /// Takes what an administrator fills in. `of_giver` is the right of the official who gives it, where
    /// that one signs in this system too.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn checked(self, of_giver: Option<&SigningRight>) -> Result<Self, InvalidDelegation> {
        let (number, by) = (one_line(&self.number), one_line(&self.by));
        if !(1..=LONGEST_NUMBER).contains(&number.chars().count()) {
            return Err(InvalidDelegation::Number);
        }
        if !(1..=LONGEST_NAME).contains(&by.chars().count()) {
            return Err(InvalidDelegation::By);
        }
        if self.until < self.from {
            return Err(InvalidDelegation::Period);
        }
        if of_giver.is_some_and(|right| !right.may_delegate()) {
            return Err(InvalidDelegation::Again);
        }
        Ok(Self { number, by, scope: self.scope.checked()?, ..self })
    }

    /// Insists that it holds on a day.
    ///
    /// # Errors
    /// [`OutsideDelegation::Period`].
    pub fn holds_on(&self, day: Date) -> Result<(), OutsideDelegation> {
        if (self.from..=self.until).contains(&day) {
            return Ok(());
        }
        Err(OutsideDelegation::Period { number: self.number.clone(), from: self.from, until: self.until })
    }

    /// Insists that it holds on a day for a type of document, given by its code.
    ///
    /// # Errors
    /// [`OutsideDelegation`]: the day first.
    pub fn holds_for(&self, day: Date, document_type: &str) -> Result<(), OutsideDelegation> {
        self.holds_on(day)?;
        match &self.scope {
            Scope::Everything => Ok(()),
            Scope::Types { codes } if codes.iter().any(|code| code == document_type) => Ok(()),
            Scope::Types { .. } => Err(OutsideDelegation::Scope {
                number: self.number.clone(),
                document_type: document_type.to_owned(),
            }),
        }
    }

    /// The days that are left after `day`, when it holds and its end is near: 0 on the last day.
    #[must_use]
    pub fn days_left_when_few(&self, day: Date) -> Option<i32> {
        self.holds_on(day).ok()?;
        let left = (self.until - day).get_days();
        (left <= NEAR_ITS_END).then_some(left)
    }
}

impl Scope {
    fn checked(self) -> Result<Self, InvalidDelegation> {
        match self {
            Self::Everything => Ok(self),
            Self::Types { mut codes } => {
                codes.sort();
                codes.dedup();
                if (1..=MOST_TYPES).contains(&codes.len()) {
                    Ok(Self::Types { codes })
                } else {
                    Err(InvalidDelegation::Scope)
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn delegation() -> Delegation {
        Delegation {
            number: " 12/UQ-UBND ".to_owned(),
            by: "Nguyễn  Thử Nghiệm".to_owned(),
            from: date(2026, 7, 1),
            until: date(2026, 12, 31),
            scope: Scope::Types { codes: ["ho-chieu", "can-cuoc", "ho-chieu"].map(str::to_owned).to_vec() },
        }
    }

    #[test]
    fn a_delegation_is_taken_with_its_texts_on_one_line_and_each_type_once() {
        let codes = ["can-cuoc", "ho-chieu"].map(str::to_owned).to_vec();
        let expected = Delegation {
            number: "12/UQ-UBND".to_owned(),
            by: "Nguyễn Thử Nghiệm".to_owned(),
            scope: Scope::Types { codes },
            ..delegation()
        };
        assert_eq!(delegation().checked(Some(&SigningRight::Head)), Ok(expected));
    }

    #[test]
    fn what_makes_no_delegation_is_named() {
        let refused = |delegation: Delegation| delegation.checked(None).unwrap_err();
        let none = || Scope::Types { codes: Vec::new() };
        assert_eq!(refused(Delegation { number: " ".into(), ..delegation() }), InvalidDelegation::Number);
        assert_eq!(refused(Delegation { by: String::new(), ..delegation() }), InvalidDelegation::By);
        assert_eq!(
            refused(Delegation { until: date(2026, 6, 30), ..delegation() }),
            InvalidDelegation::Period
        );
        assert_eq!(refused(Delegation { scope: none(), ..delegation() }), InvalidDelegation::Scope);
    }

    #[test]
    fn who_signs_in_the_head_s_place_does_not_delegate_again() {
        for right in [SigningRight::Deputy(delegation()), SigningRight::Delegated(delegation())] {
            assert_eq!(delegation().checked(Some(&right)), Err(InvalidDelegation::Again));
        }
    }

    #[test]
    fn it_holds_on_its_days_for_its_types() {
        let delegation = delegation();
        assert_eq!(delegation.holds_for(date(2026, 7, 1), "ho-chieu"), Ok(()));
        assert_eq!(delegation.holds_for(date(2026, 12, 31), "can-cuoc"), Ok(()));
        let outside = |day| delegation.holds_for(day, "ho-chieu").unwrap_err();
        for day in [date(2026, 6, 30), date(2027, 1, 1)] {
            assert!(matches!(outside(day), OutsideDelegation::Period { .. }), "{day}");
        }
        assert_eq!(
            delegation.holds_for(date(2026, 7, 1), "khac"),
            Err(OutsideDelegation::Scope {
                number: delegation.number.clone(),
                document_type: "khac".to_owned()
            })
        );
        let everything = Delegation { scope: Scope::Everything, ..delegation };
        assert_eq!(everything.holds_for(date(2026, 7, 1), "khac"), Ok(()));
    }

    #[test]
    fn its_end_is_warned_of_in_the_last_thirty_days() {
        let left = |day| delegation().days_left_when_few(day);
        assert_eq!(left(date(2026, 11, 30)), None);
        assert_eq!(left(date(2026, 12, 1)), Some(30));
        assert_eq!(left(date(2026, 12, 31)), Some(0));
        assert_eq!(left(date(2027, 1, 1)), None);
    }
}
