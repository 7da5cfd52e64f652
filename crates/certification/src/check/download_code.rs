//! The code with which a requester fetches the released copy, once.
//!
//! It goes to the address that the agency knows, and nowhere else; what is kept is its digest. Eight digits
//! and five attempts leave a guesser one chance in twenty million.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use ulid::Ulid;

use crate::book::Digest;

/// How long a code can be used.
pub const LIFETIME: SignedDuration = SignedDuration::from_mins(10);
/// How often one may be typed.
const MOST_ATTEMPTS: u32 = 5;
const DIGITS: u32 = 8;

/// A code that was sent, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DownloadCode {
    /// Random, so that equal codes are kept differently.
    salt: Ulid,
    /// Of salt and code.
    digest: Digest,
    /// Until when it can be used.
    pub until: Timestamp,
    /// How often it may still be typed; none once it was used.
    attempts_left: u32,
    /// Counts the writes.
    pub version: u64,
}

/// What came of typing a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// It was right, and is used up.
    Right,
    /// It was wrong, used up, or too late. Which of them is nobody's business.
    Refused,
}

impl DownloadCode {
    /// The digits that a random number gives.
    #[must_use]
    pub fn digits(random: u128) -> String {
        let width = usize::try_from(DIGITS).unwrap_or(0);
        format!("{:0width$}", random % 10_u128.pow(DIGITS))
    }

    /// What is kept of some digits.
    #[must_use]
    pub fn keep(digits: &str, salt: Ulid, until: Timestamp) -> Self {
        Self { salt, digest: digest(salt, digits), until, attempts_left: MOST_ATTEMPTS, version: 0 }
    }

    /// Takes what somebody typed; blanks and hyphens are left out. What comes after has to be stored before
    /// anything is answered, so that nobody tries more often than that.
    #[must_use]
    pub fn typed(self, text: &str, now: Timestamp) -> (Self, Typed) {
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let right = now <= self.until && self.attempts_left > 0 && digest(self.salt, &digits) == self.digest;
        let attempts_left = if right { 0 } else { self.attempts_left.saturating_sub(1) };
        (Self { attempts_left, ..self }, if right { Typed::Right } else { Typed::Refused })
    }
}

fn digest(salt: Ulid, digits: &str) -> Digest {
    Digest::of(&["chung-thuc/download-code/1", &salt.to_string(), digits])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_795_399_200 + second).unwrap()
    }

    fn kept() -> DownloadCode {
        DownloadCode::keep("00012345", Ulid::from(7_u128), at(600))
    }

    #[test]
    fn a_code_has_eight_digits() {
        assert_eq!(DownloadCode::digits(12_345), "00012345");
        assert_eq!(DownloadCode::digits(7_900_012_345), "00012345");
    }

    #[test]
    fn a_code_works_once() {
        let (after, typed) = kept().typed(" 0001-2345", at(600));
        assert_eq!(typed, Typed::Right);
        assert_eq!(after.typed("00012345", at(600)).1, Typed::Refused);
    }

    #[test]
    fn a_code_works_for_ten_minutes() {
        assert_eq!(kept().typed("00012345", at(601)).1, Typed::Refused);
    }

    #[test]
    fn after_five_wrong_ones_the_right_one_does_not_work_either() {
        let wrong = |kept: DownloadCode, times: u32| {
            (0..times).fold(kept, |kept, _| {
                let (after, typed) = kept.typed("00012346", at(1));
                assert_eq!(typed, Typed::Refused);
                after
            })
        };
        assert_eq!(wrong(kept(), 4).typed("00012345", at(1)).1, Typed::Right);
        assert_eq!(wrong(kept(), 5).typed("00012345", at(1)).1, Typed::Refused);
    }

    #[test]
    fn the_digits_are_not_kept() {
        assert!(!serde_json::to_string(&kept()).unwrap().contains("12345"));
    }
}
