//! The public check: what anybody may know of a certified copy.
//!
//! Each copy carries a code that was drawn by lot: it says nothing of the case, and nobody can guess it. What
//! it answers is written down when the copy is sealed, and holds no person's name: neither the requester's
//! nor that of the original's owner, and of the signer only the title.
//!
//! A copy that is sealed and not yet handed out answers "valid": it is certified once signature, number and
//! seal are on it (NĐ 23/2015 Điều 20), and handing it out adds nothing to that.

mod download_code;

use std::{fmt, str::FromStr};

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

pub use download_code::{DownloadCode, LIFETIME as DOWNLOAD_CODE_LIFETIME, Typed};

use crate::withdrawal::{Decision, Replacement};

/// Letters of a code: those of Crockford's base 32, which leave out I, L, O and U.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters in a code, of five bits each.
const LENGTH: usize = 16;
/// Letters that stand together.
const GROUP: usize = 4;

/// The code on the statement page: 80 random bits.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CheckCode(String);

/// A text that is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a code has 16 letters and digits")]
pub struct InvalidCheckCode;

impl CheckCode {
    /// Takes the low 80 bits of a random number.
    #[must_use]
    pub fn from_random(random: u128) -> Self {
        let letter = |at: usize| {
            let five = (random >> (5 * (LENGTH - 1 - at))) & 31;
            char::from(LETTERS[usize::try_from(five).unwrap_or(0)])
        };
        Self((0..LENGTH).map(letter).collect())
    }

    /// The code as it stands in an address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code as it is read and typed: `7K3Q-9XZA-1B2C-3D4E`.
    #[must_use]
    pub fn grouped(&self) -> String {
        let groups: Vec<&str> =
            (0..LENGTH).step_by(GROUP).filter_map(|at| self.0.get(at..at + GROUP)).collect();
        groups.join("-")
    }
}

impl FromStr for CheckCode {
    type Err = InvalidCheckCode;

    /// As people type it: small letters, blanks and hyphens anywhere, O for 0, I and L for 1.
    fn from_str(text: &str) -> Result<Self, InvalidCheckCode> {
        let mut code = String::with_capacity(LENGTH);
        for letter in text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-') {
            let letter = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let known = u8::try_from(letter).is_ok_and(|letter| LETTERS.contains(&letter));
            if !known || code.len() == LENGTH {
                return Err(InvalidCheckCode);
            }
            code.push(letter);
        }
        if code.len() == LENGTH { Ok(Self(code)) } else { Err(InvalidCheckCode) }
    }
}

impl TryFrom<String> for CheckCode {
    type Error = InvalidCheckCode;

    fn try_from(text: String) -> Result<Self, InvalidCheckCode> {
        text.parse()
    }
}

impl From<CheckCode> for String {
    fn from(code: CheckCode) -> Self {
        code.0
    }
}

impl fmt::Debug for CheckCode {
    /// Whoever knows a code can ask for the copy: it stands in no log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CheckCode(…)")
    }
}

/// What is known of the certificate behind a signature when the copy was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Common name of the certificate's issuer.
    pub issuer: String,
    /// The certificate's first instant.
    pub not_before: Timestamp,
    /// Its last instant.
    pub not_after: Timestamp,
}

/// One of the two signatures, as the public may know it. It was verified before the copy was stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedSignature {
    /// Signing time.
    pub at: Timestamp,
    /// Of the certificate.
    #[serde(flatten)]
    pub evidence: Evidence,
}

impl CheckedSignature {
    /// Whether the certificate's period held at signing time.
    #[must_use]
    pub fn certificate_held(&self) -> bool {
        (self.evidence.not_before..=self.evidence.not_after).contains(&self.at)
    }
}

/// What anybody may know of a certified copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Its code.
    pub code: CheckCode,
    /// Name of the agency.
    pub agency: String,
    /// Number as printed.
    pub number: String,
    /// Book as printed.
    pub book: String,
    /// The day of certification.
    pub date: Date,
    /// Chức danh of the signer, a line each.
    pub signer_title: Vec<String>,
    /// SHA-256 of the copy, lower-case hexadecimal.
    pub sha256: String,
    /// The signer's signature.
    pub signature: CheckedSignature,
    /// The agency's.
    pub seal: CheckedSignature,
    /// Whether it still holds.
    pub standing: Standing,
    /// Counts the writes.
    pub version: u64,
}

/// Whether a copy holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "standing", rename_all = "snake_case")]
pub enum Standing {
    /// It does.
    Valid,
    /// A decision has taken its legal value.
    Withdrawn {
        /// Number of the decision.
        number: String,
        /// Its day.
        date: Date,
        /// Number and book of the copy in its place.
        replacement: Option<(String, String)>,
    },
}

impl Check {
    /// The same once a decision has taken the copy's value. The reason may speak of persons and stays inside.
    #[must_use]
    pub fn withdrawn(self, decision: &Decision) -> Self {
        let replacement = decision.replacement.as_ref();
        let replacement = replacement.map(|Replacement { number, book, .. }| (number.clone(), book.clone()));
        let standing =
            Standing::Withdrawn { number: decision.number.clone(), date: decision.date, replacement };
        Self { standing, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_code_is_read_back_however_it_is_typed(random: u128) {
            let code = CheckCode::from_random(random);
            let typed = code.grouped().to_lowercase().replace('-', " - ").replace('0', "o").replace('1', "l");
            prop_assert_eq!(typed.parse(), Ok(code.clone()));
            prop_assert_eq!(code.as_str().len(), 16);
            prop_assert_eq!(CheckCode::from_random(random & ((1 << 80) - 1)), code);
        }

        #[test]
        fn whatever_is_typed_is_a_code_or_none(text in "\\PC{0,40}") {
            if let Ok(code) = text.parse::<CheckCode>() {
                prop_assert_eq!(code.as_str().parse(), Ok(code.clone()));
            }
        }
    }

    #[test]
    fn every_bit_of_the_lot_stands_in_the_code() {
        let codes: std::collections::HashSet<_> =
            (0..80).map(|bit| CheckCode::from_random(1 << bit).as_str().to_owned()).collect();
        assert_eq!(codes.len(), 80);
        assert_eq!(CheckCode::from_random(u128::MAX).grouped(), "ZZZZ-ZZZZ-ZZZZ-ZZZZ");
    }

    #[test]
    fn what_is_no_code_is_not_taken() {
        for text in
            ["", "7K3Q-9XZA-1B2C-3D4", "7K3Q-9XZA-1B2C-3D4EE", "7K3Q-9XZA-1B2C-3D4U", "7K3Q/9XZA/1B2C/3"]
        {
            assert_eq!(text.parse::<CheckCode>(), Err(InvalidCheckCode), "{text}");
        }
    }

    #[test]
    fn a_code_stands_in_no_log() {
        assert_eq!(format!("{:?}", CheckCode::from_random(7)), "CheckCode(…)");
    }
}
