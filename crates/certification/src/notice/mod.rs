//! Notices to requesters, and the ledger of their deliveries.
//!
//! A [`Notice`] says one thing to one requester and goes to every [`Recipient`] that the requester has. Each
//! recipient has a line of its own in the ledger, a [`Delivery`], so that a dead address stops nobody else.

mod delivery;
mod id;
mod recipient;
mod report;
mod status;
mod subject;
#[cfg(test)]
mod tests;

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ulid::Ulid;

pub use delivery::{Attempt, Delivery, DeliveryRefusal, MOST_ATTEMPTS, Outcome};
pub use id::{DeliveryId, InvalidDeliveryId};
pub use recipient::{Channel, NoSms, Recipient};
pub use report::{Report, ReportKind, ReportReason};
pub use status::{DeliveryStatus, UnknownStatus};
pub use subject::{NoticeKind, NoticeSubject};

use crate::ids::{AgencyId, AppointmentId, CaseId, InvalidId};

/// A notice in the outbox: written in the same transaction as the change that causes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Its identifier; the ledger is keyed by it.
    pub id: Ulid,
    /// The agency that sends it.
    pub agency: AgencyId,
    /// What it is about.
    pub about: About,
    /// What it says.
    pub subject: NoticeSubject,
    /// Whom it addresses: họ và tên, or the enterprise's name.
    pub requester: String,
    /// Where it goes; a line of the ledger each.
    pub to: Vec<Recipient>,
    /// When the change happened.
    pub at: Timestamp,
}

/// What a notice is about; it is kept beside it. As text: `case-…` or `appointment-…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum About {
    /// A case (hồ sơ).
    Case(CaseId),
    /// An appointment (lịch hẹn).
    Appointment(AppointmentId),
}

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case(case) => write!(f, "case-{case}"),
            Self::Appointment(appointment) => write!(f, "appointment-{appointment}"),
        }
    }
}

impl FromStr for About {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        match text.split_once('-') {
            Some(("appointment", id)) => id.parse().map(Self::Appointment),
            Some((_, id)) if text.starts_with("case-") => id.parse().map(Self::Case),
            // Neither: whichever identifier is read of it says what is wrong.
            _ => text.parse().map(Self::Case),
        }
    }
}

impl TryFrom<String> for About {
    type Error = InvalidId;

    fn try_from(text: String) -> Result<Self, InvalidId> {
        text.parse()
    }
}

impl From<About> for String {
    fn from(about: About) -> Self {
        about.to_string()
    }
}

impl From<CaseId> for About {
    fn from(case: CaseId) -> Self {
        Self::Case(case)
    }
}

impl From<AppointmentId> for About {
    fn from(appointment: AppointmentId) -> Self {
        Self::Appointment(appointment)
    }
}
