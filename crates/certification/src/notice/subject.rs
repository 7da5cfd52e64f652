//! What a notice says: the facts that its text needs and that no record keeps for it.

use std::fmt;

use jiff::{Timestamp, civil};
use serde::{Deserialize, Serialize};

use crate::{check::CheckCode, time_limit::ExtensionGround, words_of::words_of};

words_of! {
    /// The kind of a notice.
    NoticeKind {
        /// The certified copy is released.
        CopyReleased = "copy_released",
        /// The certified copy is withdrawn.
        CopyWithdrawn = "copy_withdrawn",
        /// A code for the download.
        DownloadCode = "download_code",
        /// The copy takes longer.
        TimeLimitExtended = "time_limit_extended",
        /// An appointment is made.
        AppointmentBooked = "appointment_booked",
        /// An appointment cannot be made.
        AppointmentRefused = "appointment_refused",
        /// An appointment is at another hour.
        AppointmentMoved = "appointment_moved",
        /// An appointment does not take place.
        AppointmentCancelled = "appointment_cancelled",
        /// An appointment is tomorrow.
        AppointmentReminder = "appointment_reminder",
    }
}

/// What a notice says. Hours of appointments are civil times in Vietnam.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NoticeSubject {
    /// The certified copy is released, and goes with the notice.
    CopyReleased,
    /// The certified copy is withdrawn by a decision.
    CopyWithdrawn {
        /// Number of the decision.
        decision: String,
        /// Its date.
        on: civil::Date,
        /// Why.
        reason: String,
    },
    /// A code with which the released copy can be fetched once. It is drawn when the notice goes out, so that
    /// it stands nowhere but in the message.
    DownloadCode {
        /// The code of the copy's public check.
        check: CheckCode,
        /// Until when it works.
        until: Timestamp,
    },
    /// The copy takes longer (NĐ 23/2015 Điều 21).
    TimeLimitExtended {
        /// When it was due until now.
        before: Timestamp,
        /// When it is due.
        due: Timestamp,
        /// Why.
        ground: ExtensionGround,
    },
    /// An appointment is made.
    AppointmentBooked {
        /// When it is.
        at: civil::DateTime,
    },
    /// An appointment that was asked for cannot be made.
    AppointmentRefused {
        /// The hour that was asked for.
        at: civil::DateTime,
        /// Why, in Vietnamese, to stand after "Lý do:".
        reason: String,
    },
    /// An appointment is at another hour.
    AppointmentMoved {
        /// When it was to be.
        from: civil::DateTime,
        /// When it is.
        to: civil::DateTime,
        /// Why, in Vietnamese.
        reason: String,
    },
    /// An appointment does not take place.
    AppointmentCancelled {
        /// When it was to be.
        at: civil::DateTime,
        /// Why, in Vietnamese.
        reason: String,
    },
    /// An appointment is tomorrow.
    AppointmentReminder {
        /// When it is.
        at: civil::DateTime,
    },
}

impl NoticeSubject {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> NoticeKind {
        match self {
            Self::CopyReleased => NoticeKind::CopyReleased,
            Self::CopyWithdrawn { .. } => NoticeKind::CopyWithdrawn,
            Self::DownloadCode { .. } => NoticeKind::DownloadCode,
            Self::TimeLimitExtended { .. } => NoticeKind::TimeLimitExtended,
            Self::AppointmentBooked { .. } => NoticeKind::AppointmentBooked,
            Self::AppointmentRefused { .. } => NoticeKind::AppointmentRefused,
            Self::AppointmentMoved { .. } => NoticeKind::AppointmentMoved,
            Self::AppointmentCancelled { .. } => NoticeKind::AppointmentCancelled,
            Self::AppointmentReminder { .. } => NoticeKind::AppointmentReminder,
        }
    }

    /// The subject's name: in the contract, in logs, and of its templates with hyphens.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        self.kind().as_str()
    }

    /// Until when it makes sense to send it; without end for most.
    #[must_use]
    pub fn until(&self) -> Option<Timestamp> {
        match self {
            Self::DownloadCode { until, .. } => Some(*until),
            _ => None,
        }
    }
}

/// Never a code or a reason: this may reach a log.
impl fmt::Debug for NoticeSubject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NoticeSubject({})", self.as_str())
    }
}
