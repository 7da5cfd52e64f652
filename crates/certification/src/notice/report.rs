//! What the carrier says of a message after it has taken it over.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What became of a message. Reports come late, repeated and in any order, so a worse one stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// The recipient's server has taken it.
    Delivered,
    /// The recipient's server has sent it back.
    Bounced,
    /// The recipient has called it unwanted.
    Complained,
}

/// A report of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// What became of it.
    pub kind: ReportKind,
    /// When, as the carrier says.
    pub at: Timestamp,
    /// Why, as the carrier says, without the recipient's address.
    pub cause: Option<String>,
}
