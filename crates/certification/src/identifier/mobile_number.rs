//! Vietnamese mobile numbers.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::Phone;

/// A Vietnamese mobile number in E.164 form, `+84…`: the only kind that can get an SMS.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MobileNumber(String);

/// A text that is not a Vietnamese mobile number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a Vietnamese mobile number; a landline gets no SMS")]
pub struct InvalidMobileNumber;

impl MobileNumber {
    /// The number as `+84` and nine digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number of the nine digits behind the trunk zero, when they are a mobile number's.
    pub(super) fn of_national(digits: &str) -> Option<Self> {
        let fits = digits.len() == 9 && digits.starts_with(['3', '5', '7', '8', '9']);
        fits.then(|| Self(format!("+84{digits}")))
    }
}

impl FromStr for MobileNumber {
    type Err = InvalidMobileNumber;

    fn from_str(text: &str) -> Result<Self, InvalidMobileNumber> {
        match text.parse() {
            Ok(Phone::Mobile(number)) => Ok(number),
            _ => Err(InvalidMobileNumber),
        }
    }
}

impl TryFrom<String> for MobileNumber {
    type Error = InvalidMobileNumber;

    fn try_from(text: String) -> Result<Self, InvalidMobileNumber> {
        text.parse()
    }
}

impl From<MobileNumber> for String {
    fn from(number: MobileNumber) -> Self {
        number.0
    }
}

/// Never the number: this may reach a log.
impl fmt::Debug for MobileNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MobileNumber(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_a_mobile_number_becomes_one() {
        for text in [
            "0912345678",
            "+84912345678",
            "84912345678",
            "091 234 5678",
            "0912.345.678",
            "+84 (0)912 345 678",
        ] {
            assert_eq!(text.parse::<MobileNumber>().unwrap().as_str(), "+84912345678", "{text}");
        }
    }

    #[test]
    fn a_landline_or_a_foreign_number_is_refused() {
        for wrong in ["02438251234", "+14155550123", "091234567", "09123456789", "", "0612345678"] {
            assert_eq!(wrong.parse::<MobileNumber>(), Err(InvalidMobileNumber), "{wrong}");
        }
    }
}
