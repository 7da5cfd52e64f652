//! Telephone numbers as people give them: a mobile number, or one that gets no SMS.
//!
//! The console has the same rules (`console/src/values/phone.ts`); both are tested against
//! `tests/values/identifiers.json`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::MobileNumber;
use crate::letters::as_typed;

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

/// Why a text is not a telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPhone {
    /// It has letters or other characters; perhaps it is two numbers.
    #[error("a telephone number has digits only")]
    Characters,
    /// A mobile number of 11 digits, which ended in 2018.
    #[error("mobile numbers of 11 digits ended in 2018")]
    OldMobile,
    /// The digits are no number that can be called from Vietnam.
    #[error("not a telephone number")]
    Digits,
}

impl InvalidPhone {
    /// The reason as a code, the same as in the console.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Characters => "characters",
            Self::OldMobile => "old_mobile",
            Self::Digits => "digits",
        }
    }
}

impl Phone {
    /// The number: `+84…` of a mobile number, `+…` of a foreign one, `0…` of a landline.
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
        let typed = as_typed(text);
        // Excel puts an apostrophe before digits that are text; a copied link begins with `tel:`.
        let typed = typed.strip_prefix('\'').unwrap_or(&typed);
        let typed = typed.strip_prefix("tel:").unwrap_or(typed);
        let compact: String = typed.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '(' | ')')).collect();
        let (plus, digits) = match compact.strip_prefix('+') {
            Some(digits) => (true, digits),
            None => (false, &*compact),
        };
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(InvalidPhone::Characters);
        }
        match digits.strip_prefix("00") {
            Some(abroad) if !plus => of_country(abroad),
            _ if plus => of_country(digits),
            _ => without_country(digits),
        }
    }
}

/// A number that begins with the code of its country.
fn of_country(digits: &str) -> Result<Phone, InvalidPhone> {
    match digits.strip_prefix("84") {
        Some(national) => of_national(national.strip_prefix('0').unwrap_or(national)),
        // E.164 has at most 15 digits.
        None if (7..=15).contains(&digits.len()) && !digits.starts_with('0') => {
            Ok(Phone::Other(OtherNumber(format!("+{digits}"))))
        }
        None => Err(InvalidPhone::Digits),
    }
}

fn without_country(digits: &str) -> Result<Phone, InvalidPhone> {
    if let Some(national) = digits.strip_prefix('0') {
        return of_national(national);
    }
    if let Some(national) = digits.strip_prefix("84") {
        return of_national(national.strip_prefix('0').unwrap_or(national));
    }
    // Hotlines have no trunk zero: 1800 and 1900, then four to six digits.
    let hotline = digits.strip_prefix("1800").or_else(|| digits.strip_prefix("1900"));
    match hotline {
        Some(rest) if (4..=6).contains(&rest.len()) => Ok(Phone::Other(OtherNumber(digits.to_owned()))),
        _ => Err(InvalidPhone::Digits),
    }
}

/// A number of Vietnam by its digits behind the trunk zero.
fn of_national(digits: &str) -> Result<Phone, InvalidPhone> {
    if let Some(number) = MobileNumber::of_national(digits) {
        return Ok(Phone::Mobile(number));
    }
    // A landline has the area code 2…; offices of the State have 080 and five digits.
    let landline = digits.starts_with('2') && (9..=10).contains(&digits.len());
    let of_the_state = digits.starts_with("80") && digits.len() == 7;
    if landline || of_the_state {
        return Ok(Phone::Other(OtherNumber(format!("0{digits}"))));
    }
    let old = digits.len() == 10 && ["12", "16", "18", "19"].iter().any(|code| digits.starts_with(code));
    Err(if old { InvalidPhone::OldMobile } else { InvalidPhone::Digits })
}

/// A stored number. It was checked when it was entered, perhaps by an earlier and wider rule.
impl TryFrom<String> for Phone {
    type Error = InvalidPhone;

    fn try_from(text: String) -> Result<Self, InvalidPhone> {
        text.parse().or_else(|invalid| {
            let digits = text.strip_prefix('+').unwrap_or(&text);
            let fits = (6..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
            if fits { Ok(Self::Other(OtherNumber(text))) } else { Err(invalid) }
        })
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
            assert!(wrong.parse::<Phone>().is_err(), "{wrong}");
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

    #[test]
    fn a_number_that_an_earlier_rule_took_is_still_read() {
        for stored in ["\"0612345678\"", "\"01689345678\""] {
            let read: Phone = serde_json::from_str(stored).unwrap();
            assert_eq!((read.mobile(), serde_json::to_string(&read).unwrap()), (None, stored.to_owned()));
        }
        assert!(serde_json::from_str::<Phone>("\"123\"").is_err());
    }
}
