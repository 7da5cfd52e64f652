//! The register number (số chứng thực) and how it is printed.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A running number within a book, from 1 to 99,999,999 (eight digits, so that keys sort as numbers do).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct RegisterNumber(u32);

/// A number that no book gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a register number lies between 1 and 99,999,999")]
pub struct InvalidRegisterNumber;

impl RegisterNumber {
    /// Numbers start here again every year (TT 01/2020 Điều 4).
    pub const FIRST: Self = Self(1);
    /// The largest number.
    pub const MAX: u32 = 99_999_999;

    /// Takes a number.
    ///
    /// # Errors
    /// [`InvalidRegisterNumber`] outside 1 to [`Self::MAX`].
    pub fn new(number: u32) -> Result<Self, InvalidRegisterNumber> {
        if (1..=Self::MAX).contains(&number) { Ok(Self(number)) } else { Err(InvalidRegisterNumber) }
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> u32 {
        self.0
    }

    /// The one before; `None` before the first.
    #[must_use]
    pub fn preceding(self) -> Option<Self> {
        Self::new(self.0 - 1).ok()
    }

    /// The next one; `None` after the last.
    #[must_use]
    pub fn following(self) -> Option<Self> {
        Self::new(self.0 + 1).ok()
    }
}

impl TryFrom<u32> for RegisterNumber {
    type Error = InvalidRegisterNumber;

    fn try_from(number: u32) -> Result<Self, InvalidRegisterNumber> {
        Self::new(number)
    }
}

impl From<RegisterNumber> for u32 {
    fn from(number: RegisterNumber) -> Self {
        number.0
    }
}

/// How a number or a book is printed: text with `{n}` or `{nn}` (at least two digits) once, and `{yyyy}` at
/// most once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NumberPattern(String);

/// A text that is no pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a pattern has {{n}} or {{nn}} exactly once, {{yyyy}} at most once, and at most 60 characters")]
pub struct PatternError;

impl NumberPattern {
    /// A pattern of our own; a test holds each to the rules.
    pub(super) fn ours(text: &'static str) -> Self {
        Self(text.to_owned())
    }

    /// The text for a number in a year.
    #[must_use]
    pub fn print(&self, number: u32, year: i16) -> String {
        self.0
            .replace("{nn}", &format!("{number:02}"))
            .replace("{n}", &number.to_string())
            .replace("{yyyy}", &format!("{year:04}"))
    }

    /// The pattern as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for NumberPattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, PatternError> {
        let numbers = text.matches("{n}").count() + text.matches("{nn}").count();
        let years = text.matches("{yyyy}").count();
        let rest = text.replace("{nn}", "").replace("{n}", "").replace("{yyyy}", "");
        let plain = !rest.contains(['{', '}']) && !rest.chars().any(char::is_control);
        if numbers == 1 && years <= 1 && plain && text.chars().count() <= 60 {
            Ok(Self(text.to_owned()))
        } else {
            Err(PatternError)
        }
    }
}

impl TryFrom<String> for NumberPattern {
    type Error = PatternError;

    fn try_from(text: String) -> Result<Self, PatternError> {
        text.parse()
    }
}

impl From<NumberPattern> for String {
    fn from(pattern: NumberPattern) -> Self {
        pattern.0
    }
}

impl fmt::Display for RegisterNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_books_are_printed_as_the_ministry_shows_them() {
        let number: NumberPattern = "{n}/ĐT".parse().unwrap();
        let book: NumberPattern = "quyển số {nn}/{yyyy}-SCTĐT/BS".parse().unwrap();
        assert_eq!(number.print(127, 2026), "127/ĐT");
        assert_eq!(book.print(1, 2026), "quyển số 01/2026-SCTĐT/BS");
    }

    #[test]
    fn a_pattern_that_could_print_two_numbers_alike_is_refused() {
        for wrong in [
            "",
            "ĐT",
            "{n}{n}",
            "{n}-{nn}",
            "{m}/{n}",
            "{n}\n",
            "{yyyy}{yyyy}{n}",
            &format!("{{n}}{}", "a".repeat(60)),
        ] {
            assert_eq!(wrong.parse::<NumberPattern>(), Err(PatternError), "{wrong:?}");
        }
    }

    #[test]
    fn numbers_stay_within_what_a_key_can_sort() {
        assert!(RegisterNumber::new(0).is_err());
        assert!(RegisterNumber::new(RegisterNumber::MAX + 1).is_err());
        assert_eq!(RegisterNumber::new(RegisterNumber::MAX).unwrap().following(), None);
    }
}
