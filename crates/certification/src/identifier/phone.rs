//! Telephone numbers as people give them: a mobile number, or one that gets no SMS.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::MobileNumber;

/// A telephone number at which somebody can be reached.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Phone {
    /// Gets an SMS.
    Mobile(MobileNumber),
    /// A landline or a foreign number; gets none.
    Other(OtherNumber),
}

/// Digits of a number that is not a Vietnamese mobile number, perhaps after a `+`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct OtherNumber(String);

/// A text that is no telephone number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a telephone number")]
pub struct InvalidPhone;

impl Phone {
    /// The number: `+84…`, or the digits as they were given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Mobile(number) => number.as_str(),
            Self::Other(OtherNumber(digits)) => digits,
        }
    }

    /// The number, when it gets an SMS.
    #[must_use]
    pub fn mobile(&self) -> Option<&MobileNumber> {
        match self {
            Self::Mobile(number) => Some(number),
            Self::Other(_) => None,
        }
    }
}

impl FromStr for Phone {
    type Err = InvalidPhone;

    fn from_str(text: &str) -> Result<Self, InvalidPhone> {
        if let Ok(number) = text.parse() {
            return Ok(Self::Mobile(number));
        }
        let compact: String =
            text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '(' | ')')).collect();
        let digits = compact.strip_prefix('+').unwrap_or(&compact);
        // E.164 has at most 15 digits; the shortest landline with its area code has 10, short codes fewer.
        let fits = (6..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if fits { Ok(Self::Other(OtherNumber(compact))) } else { Err(InvalidPhone) }
    }
}

impl TryFrom<String> for Phone {
    type Error = InvalidPhone;

    fn try_from(text: String) -> Result<Self, InvalidPhone> {
        text.parse()
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        match phone {
            Phone::Mobile(number) => number.into(),
            Phone::Other(OtherNumber(digits)) => digits,
        }
    }
}

/// Never the number: this may reach a log.
impl fmt::Debug for OtherNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OtherNumber(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mobile_number_is_told_from_a_landline() {
        let mobile: Phone = "0912 345 678".parse().unwrap();
        assert_eq!(mobile.mobile().map(MobileNumber::as_str), Some("+84912345678"));
        for (given, kept) in [("024 3825 1234", "02438251234"), ("+1 (415) 555-0123", "+14155550123")] {
            let phone: Phone = given.parse().unwrap();
            assert_eq!((phone.mobile(), phone.as_str()), (None, kept));
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for wrong in ["", "12345", "0912 345 67x", "++84", "1234567890123456", "số máy bàn"] {
            assert_eq!(wrong.parse::<Phone>(), Err(InvalidPhone), "{wrong}");
        }
    }

    #[test]
    fn a_number_is_kept_as_it_is_written_and_said_to_no_log() {
        for number in ["0912345678", "02438251234"] {
            let phone: Phone = number.parse().unwrap();
            let text = serde_json::to_string(&phone).unwrap();
            assert_eq!(serde_json::from_str::<Phone>(&text).unwrap(), phone);
            assert!(!format!("{phone:?}").contains("234"));
        }
    }
}
