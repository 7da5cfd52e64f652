//! What notices say, with the values that stand in their texts.

use jiff::{Timestamp, civil};

/// What a notice says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// The certified copy is released.
    CopyReleased {
        /// Name of the original.
        original: String,
        /// Number as printed.
        number: String,
        /// Book as printed.
        book: String,
        /// Date as printed: `ngày 23 tháng 11 năm 2026`.
        date: String,
        /// How the copy comes with an e-mail.
        copy: EnclosedCopy,
    },
    /// The certified copy is withdrawn.
    CopyWithdrawn {
        /// Name of the original.
        original: String,
        /// Number as printed.
        number: String,
        /// Number of the decision.
        decision: String,
        /// Its date.
        on: civil::Date,
        /// Why.
        reason: String,
    },
    /// A code to fetch the copy with.
    DownloadCode {
        /// Number of the copy as printed.
        number: String,
        /// The code.
        code: String,
        /// Until when it works.
        until: Timestamp,
    },
    /// The copy takes longer.
    TimeLimitExtended {
        /// Name of the original.
        original: String,
        /// When it was due until now.
        before: Timestamp,
        /// When it is due.
        due: Timestamp,
        /// Why, to stand after "Lý do:".
        ground: String,
    },
    /// An appointment is made.
    AppointmentBooked {
        /// When it is.
        at: civil::DateTime,
    },
    /// An appointment cannot be made.
    AppointmentRefused {
        /// The hour that was asked for.
        at: civil::DateTime,
        /// Why.
        reason: String,
    },
    /// An appointment is at another hour.
    AppointmentMoved {
        /// When it was to be.
        from: civil::DateTime,
        /// When it is.
        to: civil::DateTime,
        /// Why.
        reason: String,
    },
    /// An appointment does not take place.
    AppointmentCancelled {
        /// When it was to be.
        at: civil::DateTime,
        /// Why.
        reason: String,
    },
    /// An appointment is tomorrow.
    AppointmentReminder {
        /// When it is.
        at: civil::DateTime,
    },
}

/// How the copy comes with an e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnclosedCopy {
    /// In the e-mail, or in the portal's store.
    Attached,
    /// By a link, because it is too large.
    Link {
        /// Address.
        url: String,
        /// Until when it works.
        until: Timestamp,
    },
}

/// The templates of one subject.
pub(super) struct Templates {
    pub(super) email: &'static str,
    pub(super) portal: &'static str,
    pub(super) sms: &'static str,
}

macro_rules! templates {
    ($name:literal) => {
        templates!($name, concat!("../../templates/", $name, ".email.txt"))
    };
    ($name:literal, $email:expr) => {
        Templates {
            email: include_str!($email),
            portal: include_str!(concat!("../../templates/", $name, ".portal.txt")),
            sms: include_str!(concat!("../../templates/", $name, ".sms.txt")),
        }
    };
}

impl Says {
    pub(super) fn templates(&self) -> Templates {
        match self {
            Self::CopyReleased { copy: EnclosedCopy::Attached, .. } => templates!("copy-released"),
            Self::CopyReleased { copy: EnclosedCopy::Link { .. }, .. } => {
                templates!("copy-released", "../../templates/copy-released-by-link.email.txt")
            }
            Self::CopyWithdrawn { .. } => templates!("copy-withdrawn"),
            Self::DownloadCode { .. } => templates!("download-code"),
            Self::TimeLimitExtended { .. } => templates!("time-limit-extended"),
            Self::AppointmentBooked { .. } => templates!("appointment-booked"),
            Self::AppointmentRefused { .. } => templates!("appointment-refused"),
            Self::AppointmentMoved { .. } => templates!("appointment-moved"),
            Self::AppointmentCancelled { .. } => templates!("appointment-cancelled"),
            Self::AppointmentReminder { .. } => templates!("appointment-reminder"),
        }
    }

    /// The values by the names of their places.
    pub(super) fn values(
        &self,
        hour: impl Fn(civil::DateTime) -> String,
        moment: impl Fn(Timestamp) -> String,
    ) -> Vec<(&'static str, String)> {
        match self {
            Self::CopyReleased { original, number, book, date, copy } => {
                let mut values = vec![
                    ("original", original.clone()),
                    ("number", number.clone()),
                    ("book", book.clone()),
                    ("date", date.clone()),
                ];
                if let EnclosedCopy::Link { url, until } = copy {
                    values.extend([("url", url.clone()), ("until", moment(*until))]);
                }
                values
            }
            Self::CopyWithdrawn { original, number, decision, on, reason } => vec![
                ("original", original.clone()),
                ("number", number.clone()),
                ("decision", decision.clone()),
                ("on", on.strftime("%d/%m/%Y").to_string()),
                ("reason", sentence(reason)),
            ],
            Self::DownloadCode { number, code, until } => {
                vec![("number", number.clone()), ("code", code.clone()), ("until", moment(*until))]
            }
            Self::TimeLimitExtended { original, before, due, ground } => vec![
                ("original", original.clone()),
                ("before", moment(*before)),
                ("due", moment(*due)),
                ("ground", sentence(ground)),
            ],
            Self::AppointmentBooked { at } | Self::AppointmentReminder { at } => vec![("at", hour(*at))],
            Self::AppointmentRefused { at, reason } | Self::AppointmentCancelled { at, reason } => {
                vec![("at", hour(*at)), ("reason", sentence(reason))]
            }
            Self::AppointmentMoved { from, to, reason } => {
                vec![("from", hour(*from)), ("to", hour(*to)), ("reason", sentence(reason))]
            }
        }
    }
}

/// What somebody wrote, without a full stop of its own: the templates set one.
fn sentence(text: &str) -> String {
    text.trim().trim_end_matches('.').to_owned()
}
