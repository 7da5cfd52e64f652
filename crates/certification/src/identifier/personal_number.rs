//! Số định danh cá nhân (CCCD) and the old CMND.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A personal number of 12 digits (3 place, 1 century and sex, 2 birth year, 6 serial; NĐ 137/2015
/// Điều 13), or an old CMND of 9 digits, which only finds old records. Neither has a check digit.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonalNumber(String);

/// A text that is not a personal number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a personal number has 12 digits, an old identity card number 9")]
pub struct InvalidPersonalNumber;

impl PersonalNumber {
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is an old CMND.
    #[must_use]
    pub fn is_old_card(&self) -> bool {
        self.0.len() == 9
    }
}

impl FromStr for PersonalNumber {
    type Err = InvalidPersonalNumber;

    fn from_str(text: &str) -> Result<Self, InvalidPersonalNumber> {
        // People read numbers aloud in groups, so officials type blanks.
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
        if all_digits && matches!(digits.len(), 9 | 12) {
            Ok(Self(digits))
        } else {
            Err(InvalidPersonalNumber)
        }
    }
}

impl TryFrom<String> for PersonalNumber {
    type Error = InvalidPersonalNumber;

    fn try_from(text: String) -> Result<Self, InvalidPersonalNumber> {
        text.parse()
    }
}

impl From<PersonalNumber> for String {
    fn from(number: PersonalNumber) -> Self {
        number.0
    }
}

/// Never the number: this may reach a log.
impl fmt::Debug for PersonalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonalNumber(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_digits_and_nine_digits_are_taken_with_or_without_blanks() {
        assert_eq!("001 099 000 001".parse::<PersonalNumber>().unwrap().as_str(), "001099000001");
        assert!("012345678".parse::<PersonalNumber>().unwrap().is_old_card());
        for wrong in ["", "1", "00109900000", "0010990000011", "00109900000x", "٠٠١٠٩٩٠٠٠٠٠١"] {
            assert_eq!(wrong.parse::<PersonalNumber>(), Err(InvalidPersonalNumber), "{wrong}");
        }
    }

    #[test]
    fn a_personal_number_does_not_reach_a_log() {
        let number: PersonalNumber = "001099000001".parse().unwrap();
        assert_eq!(format!("{number:?}"), "PersonalNumber(…)");
    }
}
