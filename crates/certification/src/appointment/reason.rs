//! Why an appointment is moved or cancelled: the requester reads it.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A reason of 3 to 1,000 characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reason(String);

/// A text that says no reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a reason has 3 to 1,000 characters")]
pub struct NoReason;

impl Reason {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Reason {
    type Err = NoReason;

    fn from_str(text: &str) -> Result<Self, NoReason> {
        let text = text.trim();
        if (3..=1_000).contains(&text.chars().count()) { Ok(Self(text.to_owned())) } else { Err(NoReason) }
    }
}

impl TryFrom<String> for Reason {
    type Error = NoReason;

    fn try_from(text: String) -> Result<Self, NoReason> {
        text.parse()
    }
}

impl From<Reason> for String {
    fn from(reason: Reason) -> Self {
        reason.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_says_something_and_not_too_much() {
        for wrong in ["", "  ab  ", &"a".repeat(1_001)] {
            assert_eq!(wrong.parse::<Reason>(), Err(NoReason));
        }
        assert_eq!(" Cán bộ họp đột xuất ".parse::<Reason>().unwrap().as_str(), "Cán bộ họp đột xuất");
        // Characters count, not bytes.
        assert!("ộ".repeat(1_000).parse::<Reason>().is_ok());
    }
}
