//! Where a delivery stands.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ReportKind;

/// Where one delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryStatus {
    /// Waits for its first attempt, or for the next one.
    Queued,
    /// An attempt has begun. One that stays here was cut off, and may or may not have gone out.
    Sending,
    /// Taken over by the service that carries it.
    Sent,
    /// Taken by the recipient's server.
    Delivered,
    /// Sent back by the recipient's server.
    Bounced,
    /// The recipient has called it unwanted.
    Complained,
    /// Given up; a person has to look.
    Failed,
    /// Nothing can be sent to this recipient.
    NotSent,
}

/// A word that names no status.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a status of a delivery")]
pub struct UnknownStatus;

impl From<ReportKind> for DeliveryStatus {
    fn from(kind: ReportKind) -> Self {
        match kind {
            ReportKind::Delivered => Self::Delivered,
            ReportKind::Bounced => Self::Bounced,
            ReportKind::Complained => Self::Complained,
        }
    }
}

impl DeliveryStatus {
    /// Every status.
    pub const ALL: [Self; 8] = [
        Self::Queued,
        Self::Sending,
        Self::Sent,
        Self::Delivered,
        Self::Bounced,
        Self::Complained,
        Self::Failed,
        Self::NotSent,
    ];

    /// The status's name in keys and in the contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Bounced => "bounced",
            Self::Complained => "complained",
            Self::Failed => "failed",
            Self::NotSent => "not_sent",
        }
    }

    /// Whether the line has to be found again: it waits, or somebody has to look at it.
    #[must_use]
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Sent | Self::Delivered | Self::NotSent)
    }
}

impl FromStr for DeliveryStatus {
    type Err = UnknownStatus;

    fn from_str(text: &str) -> Result<Self, UnknownStatus> {
        Self::ALL.into_iter().find(|status| status.as_str() == text).ok_or(UnknownStatus)
    }
}
