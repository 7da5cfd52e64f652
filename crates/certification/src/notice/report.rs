//! What the carrier says of a message after it has taken it over.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::words_of::words_of;

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
    /// Why, as far as the carrier's words tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ReportReason>,
    /// Why, as the carrier says, without the recipient's address.
    pub cause: Option<String>,
}

words_of! {
    /// Why a message did not reach its recipient.
    ReportReason {
        /// There is no such mailbox, or its server takes nothing at all.
        NoSuchMailbox = "no_such_mailbox",
        /// The mailbox is full.
        MailboxFull = "mailbox_full",
        /// The message is too large for the recipient's server.
        TooLarge = "too_large",
        /// The recipient's server refuses the content or the attachment.
        ContentRefused = "content_refused",
        /// The carrier sends nothing to this address, because earlier messages came back or were unwanted.
        Suppressed = "suppressed",
        /// The recipient's server did not take it for the moment.
        Passing = "passing",
        /// The recipient has called it unwanted.
        Unwanted = "unwanted",
        /// The carrier found a virus in it.
        Virus = "virus",
        /// The carrier does not say.
        Unknown = "unknown",
    }
}
