//! Số định danh cá nhân (CCCD) and the old CMND.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::letters::as_typed;

/// A personal number of 12 digits (3 place, 1 century and sex, 2 birth year, 6 serial; NĐ 137/2015
/// Điều 13), or an old CMND of 9 digits, which only finds old records. Neither has a check digit.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonalNumber(String);

/// Giới tính, as the fourth digit of a personal number says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Nam.
    Male,
    /// Nữ.
    Female,
}

/// What a personal number says about its holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// Year of birth.
    pub born: i16,
    /// Sex at birth.
    pub sex: Sex,
}

/// The provinces' codes (TT 59/2021/TT-BCA, Phụ lục I), which numbers keep although provinces were merged in
/// 2025. Above 100 is the code of a country, for births that were registered abroad.
const PLACES: [u16; 63] = [
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40,
    42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83,
    84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
];

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

    /// Whether its first three digits name a province or a country; an old CMND has no such digits.
    #[must_use]
    pub fn place_is_known(&self) -> bool {
        let place = self.0.get(..3).and_then(|digits| digits.parse::<u16>().ok());
        self.is_old_card() || place.is_some_and(|place| place > 100 || PLACES.contains(&place))
    }

    /// What the fourth to sixth digit say; an old CMND says nothing.
    #[must_use]
    pub fn holder(&self) -> Option<Holder> {
        let century: i16 = self.0.get(3..4)?.parse().ok().filter(|_| !self.is_old_card())?;
        let year: i16 = self.0.get(4..6)?.parse().ok()?;
        let sex = if century % 2 == 0 { Sex::Male } else { Sex::Female };
        Some(Holder { born: 1_900 + century / 2 * 100 + year, sex })
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
        let typed = as_typed(text);
        // People read numbers aloud in groups, so officials type blanks, dots and hyphens between them.
        // A hyphen before fewer than three belongs to an incomplete tax code.
        let typed: String = of_card(&typed).chars().filter(|c| *c != ' ').collect();
        if typed.contains(['.', '-']) && typed.split(['.', '-']).any(|group| group.len() < 3) {
            return Err(InvalidPersonalNumber);
        }
        let digits = typed.replace(['.', '-'], "");
        let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
        if all_digits && matches!(digits.len(), 9 | 12) {
            Ok(Self(digits))
        } else {
            Err(InvalidPersonalNumber)
        }
    }
}

/// The number in the text of a card's QR code, which readers type whole: `001099000001|…|name|…`.
fn of_card(typed: &str) -> &str {
    typed.split_once('|').map_or(typed, |(number, _)| if number.len() == 12 { number } else { typed })
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
    fn a_number_says_where_when_and_as_what_somebody_was_born() {
        let holder = |text: &str| text.parse::<PersonalNumber>().unwrap().holder();
        assert_eq!(holder("001099000001"), Some(Holder { born: 1999, sex: Sex::Male }));
        assert_eq!(holder("001185000002"), Some(Holder { born: 1985, sex: Sex::Female }));
        assert_eq!(holder("079203004567"), Some(Holder { born: 2003, sex: Sex::Male }));
        assert_eq!(holder("079310004567"), Some(Holder { born: 2010, sex: Sex::Female }));
        assert_eq!(holder("012345678"), None);
    }

    #[test]
    fn a_place_that_there_is_not_is_known_as_such() {
        let known = |text: &str| text.parse::<PersonalNumber>().unwrap().place_is_known();
        for number in ["001099000001", "096099000001", "239099000001", "012345678"] {
            assert!(known(number), "{number}");
        }
        for number in ["000099000001", "003099000001", "097099000001", "100099000001"] {
            assert!(!known(number), "{number}");
        }
    }

    #[test]
    fn a_personal_number_does_not_reach_a_log() {
        let number: PersonalNumber = "001099000001".parse().unwrap();
        assert_eq!(format!("{number:?}"), "PersonalNumber(…)");
    }
}
