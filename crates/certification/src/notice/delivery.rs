//! The delivery ledger: one line a notice and recipient, written with the notice and kept for good.
//!
//! ```text
//! queued ─► sending ─► sent ─► delivered
//!    ▲         │         └───► bounced, complained
//!    └─────────┤
//!              └─► failed            not_sent
//! ```
//! A person may send again what failed, bounced, or has been at "queued" or "sending" for too long.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{About, Channel, DeliveryId, DeliveryStatus, Notice, NoticeKind, Recipient, Report};
use crate::{identifier::EmailAddress, ids::AgencyId, official::Official};

/// Attempts that the system makes by itself before a person has to look.
pub const MOST_ATTEMPTS: usize = 5;

/// An attempt that began less than this ago may still be under way.
const UNDER_WAY: SignedDuration = SignedDuration::from_mins(5);

/// One attempt to send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// When it began.
    pub at: Timestamp,
    /// Who asked for it; nobody when the system sent by itself.
    pub by: Option<Official>,
    /// What came of it; none while it is under way, or when it was cut off.
    pub outcome: Option<Outcome>,
    /// What the carrier said of the message later, as it came.
    #[serde(default)]
    pub reports: Vec<Report>,
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Outcome {
    /// The carrier took it over.
    Sent {
        /// The carrier's identifier of the message, if it gives one.
        message_id: Option<String>,
    },
    /// The carrier did not.
    Failed {
        /// Why, for whoever runs the system.
        cause: String,
        /// Whether repeating makes no sense.
        lasting: bool,
    },
}

/// One line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Its name.
    pub id: DeliveryId,
    /// The agency that sends the notice.
    pub agency: AgencyId,
    /// What the notice is about.
    pub about: About,
    /// What the notice says.
    pub subject: NoticeKind,
    /// To whom.
    pub to: Recipient,
    /// Where it stands.
    pub status: DeliveryStatus,
    /// When the notice was written.
    pub since: Timestamp,
    /// The attempts, the first one first.
    pub attempts: Vec<Attempt>,
    /// The line to the corrected address, which takes the place of this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<DeliveryId>,
    /// Counts the writes.
    pub version: u64,
}

/// An attempt that must not begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DeliveryRefusal {
    /// It went out; sending it again would give the recipient two.
    #[error("the delivery was sent")]
    AlreadySent,
    /// An attempt is under way, or was a moment ago.
    #[error("an attempt is under way")]
    UnderWay,
    /// An attempt was cut off; only a person can say whether it went out.
    #[error("an attempt was cut off")]
    CutOff,
    /// It was given up; a person has to look.
    #[error("the delivery was given up")]
    GivenUp,
    /// Nothing can be sent to the recipient.
    #[error("nothing can be sent to the recipient")]
    Unreachable,
    /// The address was wrong, and another line goes to the right one.
    #[error("another delivery has taken its place")]
    Replaced,
    /// It goes to no e-mail address.
    #[error("the delivery goes to no e-mail address")]
    NoEmail,
}

impl Delivery {
    /// The lines of a new notice.
    #[must_use]
    pub fn of(notice: &Notice) -> Vec<Self> {
        let line = |(place, to): (u8, &Recipient)| Self {
            id: DeliveryId { notice: notice.id, recipient: place },
            agency: notice.agency.clone(),
            about: notice.about,
            subject: notice.subject.kind(),
            status: match to {
                Recipient::NoSms { .. } => DeliveryStatus::NotSent,
                _ => DeliveryStatus::Queued,
            },
            to: to.clone(),
            since: notice.at,
            attempts: Vec::new(),
            replaced_by: None,
            version: 0,
        };
        (1..).zip(&notice.to).map(line).collect()
    }

    /// Begins an attempt of the system's own.
    ///
    /// # Errors
    /// Why none may begin.
    pub fn begin(self, at: Timestamp) -> Result<Self, DeliveryRefusal> {
        match self.status {
            DeliveryStatus::Queued => Ok(self.attempt(None, at)),
            // Storing in an inbox twice leaves one item, so a cut-off attempt is simply made again.
            DeliveryStatus::Sending if self.to.channel() == Channel::Portal => Ok(self.attempt(None, at)),
            DeliveryStatus::Sending => Err(DeliveryRefusal::CutOff),
            DeliveryStatus::Failed => Err(DeliveryRefusal::GivenUp),
            DeliveryStatus::NotSent => Err(DeliveryRefusal::Unreachable),
            _ => Err(DeliveryRefusal::AlreadySent),
        }
    }

    /// Begins an attempt that somebody asked for.
    ///
    /// # Errors
    /// Why none may begin.
    pub fn begin_again(self, by: Official, at: Timestamp) -> Result<Self, DeliveryRefusal> {
        if self.replaced_by.is_some() {
            return Err(DeliveryRefusal::Replaced);
        }
        match self.status {
            DeliveryStatus::Queued | DeliveryStatus::Sending
                if at.duration_since(self.touched()) < UNDER_WAY =>
            {
                Err(DeliveryRefusal::UnderWay)
            }
            DeliveryStatus::Queued
            | DeliveryStatus::Sending
            | DeliveryStatus::Failed
            | DeliveryStatus::Bounced => Ok(self.attempt(Some(by), at)),
            DeliveryStatus::NotSent => Err(DeliveryRefusal::Unreachable),
            // Who called it unwanted has got it.
            DeliveryStatus::Sent | DeliveryStatus::Delivered | DeliveryStatus::Complained => {
                Err(DeliveryRefusal::AlreadySent)
            }
        }
    }

    /// Corrects the address of an e-mail that failed or came back: gives this line as it is kept, and the one
    /// to the corrected address, whose name ends in `place`.
    ///
    /// # Errors
    /// Why it cannot be corrected: it is no e-mail, was corrected before, or may have arrived.
    pub fn correct(
        self,
        address: EmailAddress,
        place: u8,
        at: Timestamp,
    ) -> Result<(Self, Self), DeliveryRefusal> {
        if self.replaced_by.is_some() {
            return Err(DeliveryRefusal::Replaced);
        }
        if !matches!(self.to, Recipient::Email { .. }) {
            return Err(DeliveryRefusal::NoEmail);
        }
        match self.status {
            DeliveryStatus::Failed | DeliveryStatus::Bounced => {}
            DeliveryStatus::Queued | DeliveryStatus::Sending => return Err(DeliveryRefusal::UnderWay),
            DeliveryStatus::NotSent => return Err(DeliveryRefusal::Unreachable),
            DeliveryStatus::Sent | DeliveryStatus::Delivered | DeliveryStatus::Complained => {
                return Err(DeliveryRefusal::AlreadySent);
            }
        }
        let corrected = Self {
            id: DeliveryId { recipient: place, ..self.id },
            to: Recipient::Email { address },
            status: DeliveryStatus::Queued,
            since: at,
            attempts: Vec::new(),
            version: 0,
            ..self.clone()
        };
        Ok((Self { replaced_by: Some(corrected.id), ..self }, corrected))
    }

    /// Begins the first attempt of a line that somebody has just written.
    ///
    /// # Errors
    /// [`DeliveryRefusal::UnderWay`] when there was an attempt.
    pub fn begin_first(self, by: Official, at: Timestamp) -> Result<Self, DeliveryRefusal> {
        let is_new = self.status == DeliveryStatus::Queued && self.attempts.is_empty();
        if is_new { Ok(self.attempt(Some(by), at)) } else { Err(DeliveryRefusal::UnderWay) }
    }

    /// When something last happened to it by our doing.
    #[must_use]
    pub fn touched(&self) -> Timestamp {
        self.attempts.last().map_or(self.since, |attempt| attempt.at)
    }

    fn attempt(mut self, by: Option<Official>, at: Timestamp) -> Self {
        self.attempts.push(Attempt { at, by, outcome: None, reports: Vec::new() });
        Self { status: DeliveryStatus::Sending, ..self }
    }

    /// Writes down what came of the attempt that is under way. A passing failure waits for the next attempt
    /// while there are attempts left, unless a person asked for it: nobody repeats that. Without an attempt
    /// under way (a report was faster than we) nothing changes.
    #[must_use]
    pub fn settle(mut self, outcome: Outcome) -> Self {
        let made = self.attempts.len();
        let Some(attempt) = self.attempts.last_mut().filter(|attempt| attempt.outcome.is_none()) else {
            return self;
        };
        let status = match &outcome {
            Outcome::Sent { .. } => DeliveryStatus::Sent,
            Outcome::Failed { lasting: false, .. } if made < MOST_ATTEMPTS && attempt.by.is_none() => {
                DeliveryStatus::Queued
            }
            Outcome::Failed { .. } => DeliveryStatus::Failed,
        };
        attempt.outcome = Some(outcome);
        Self { status, ..self }
    }

    /// Takes what the carrier says of a message; `None` when that changes nothing: it came before, or the
    /// message belongs to no attempt. A report of an attempt that has not been settled yet settles it.
    #[must_use]
    pub fn report(mut self, message_id: &str, report: Report) -> Option<Self> {
        let last = self.attempts.len().checked_sub(1)?;
        let sent = |attempt: &Attempt| match &attempt.outcome {
            Some(Outcome::Sent { message_id: Some(known) }) => known == message_id,
            _ => false,
        };
        let place = match self.attempts.iter().position(sent) {
            Some(place) => place,
            None if self.attempts[last].outcome.is_none() => last,
            None => return None,
        };
        let attempt = &mut self.attempts[place];
        if attempt.reports.iter().any(|known| known.kind == report.kind) {
            return None;
        }
        attempt.outcome = Some(Outcome::Sent { message_id: Some(message_id.to_owned()) });
        attempt.reports.push(report);
        let worst = attempt.reports.iter().map(|report| report.kind).max();
        // An earlier attempt says nothing of the last one.
        let status =
            if place == last { worst.map_or(self.status, DeliveryStatus::from) } else { self.status };
        Some(Self { status, ..self })
    }
}
