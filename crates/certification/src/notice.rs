//! Notices to requesters, and the ledger of their deliveries.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ulid::Ulid;

use crate::{
    ids::{AgencyId, CaseId},
    requester::Destination,
};

/// A notice in the outbox: written in the same transaction as the change that causes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Its identifier; the ledger is keyed by it.
    pub id: Ulid,
    /// The agency that sends it.
    pub agency: AgencyId,
    /// The case it is about.
    pub case: CaseId,
    /// What it says.
    pub subject: NoticeSubject,
    /// To whom.
    pub to: Destination,
    /// When the change happened.
    pub at: Timestamp,
}

/// What a notice says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeSubject {
    /// The certified copy is released, and goes with the notice.
    CopyReleased,
}

/// How a notice travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// E-mail.
    Email,
    /// Inbox of the portal account.
    Portal,
}

/// Where one delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryStatus {
    /// An attempt has begun. One that stays here was cut off, and may or may not have gone out.
    Sending,
    /// Taken over by the service that carries it.
    Sent,
    /// The attempt failed and will be made again.
    Retrying,
    /// Given up; a person has to look.
    Failed,
}

/// One line of the delivery ledger: a notice, on a channel, to its recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The notice.
    pub notice: Notice,
    /// The channel.
    pub channel: Channel,
    /// Where it stands.
    pub status: DeliveryStatus,
    /// Attempts begun.
    pub attempts: u32,
    /// When the last attempt began.
    pub attempted_at: Timestamp,
    /// The carrier's identifier of the message, once sent.
    pub message_id: Option<String>,
    /// Why the last attempt failed, for the officials.
    pub failure: Option<String>,
    /// Counts the writes.
    pub version: u64,
}

impl Destination {
    /// The channel that reaches it.
    #[must_use]
    pub fn channel(&self) -> Channel {
        match self {
            Self::PortalAccount { .. } => Channel::Portal,
            Self::Email { .. } => Channel::Email,
        }
    }
}

impl Channel {
    /// The channel's name in keys and in the contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Portal => "portal",
        }
    }
}
