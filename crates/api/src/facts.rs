//! Facts of a line of history, as the contract shows them.

use certification::{
    history::{ChangedField, HistoryFacts},
    time,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::contract::{ChangedFieldName, ExtensionGroundName, ReturnGround, ScanChangeName, ScanRefusalName};

/// What a line of history says beside its action; `kind` tells which.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum HistoryFactsView {
    /// Fields of a draft were changed.
    Changed {
        /// The fields.
        #[schema(value_type = Vec<ChangedFieldName>)]
        fields: Vec<&'static str>,
    },
    /// The time limit was extended.
    Extended {
        /// Why.
        #[schema(value_type = ExtensionGroundName)]
        ground: &'static str,
        /// Working days.
        days: u32,
        /// When the copy is due now: ISO 8601 with `+07:00`.
        #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
        due_at: String,
    },
    /// The case was opened from an appointment.
    FromAppointment {
        /// Identifier of the appointment.
        appointment: String,
    },
    /// The scan cannot be certified.
    ScanRefused {
        /// The cause.
        #[schema(value_type = ScanRefusalName)]
        cause: String,
    },
    /// The scan was repaired.
    ScanRepaired {
        /// The cause for which it could not be certified as it was uploaded.
        #[schema(value_type = ScanRefusalName)]
        cause: String,
        /// What was changed.
        #[schema(value_type = Vec<ScanChangeName>)]
        changes: Vec<String>,
    },
    /// An official confirmed that the repaired scan agrees with the original on paper.
    ScanConfirmed {
        /// SHA-256 of the scan as it was uploaded.
        uploaded: String,
        /// SHA-256 of the repaired scan.
        repaired: String,
    },
    /// The case was returned.
    Returned {
        /// The ground.
        #[schema(value_type = ReturnGround)]
        ground: serde_json::Value,
    },
    /// A delivery went to a corrected address.
    AddressCorrected {
        /// The delivery that did not arrive.
        delivery: String,
    },
    /// An appointment was booked.
    Booked {
        /// For when: ISO 8601 with `+07:00`.
        #[schema(format = DateTime, example = "2026-11-26T08:00:00+07:00")]
        slot: String,
    },
    /// An appointment was moved.
    Moved {
        /// When it was to be.
        #[schema(format = DateTime, example = "2026-11-26T08:00:00+07:00")]
        before: String,
        /// When it is.
        #[schema(format = DateTime, example = "2026-11-27T08:00:00+07:00")]
        slot: String,
    },
    /// The appointment was opened as this case, or ended with it.
    OfCase {
        /// Identifier of the case.
        case: String,
    },
}

impl From<HistoryFacts> for HistoryFactsView {
    fn from(facts: HistoryFacts) -> Self {
        match facts {
            HistoryFacts::Changed { fields } => {
                Self::Changed { fields: fields.into_iter().map(ChangedField::as_str).collect() }
            }
            HistoryFacts::Extended { ground, days, due } => {
                Self::Extended { ground: ground.as_str(), days, due_at: time::iso(due) }
            }
            HistoryFacts::FromAppointment { appointment } => {
                Self::FromAppointment { appointment: appointment.to_string() }
            }
            HistoryFacts::ScanRefused { cause } => Self::ScanRefused { cause },
            HistoryFacts::ScanRepaired { cause, changes } => Self::ScanRepaired { cause, changes },
            HistoryFacts::ScanConfirmed { uploaded, repaired } => Self::ScanConfirmed { uploaded, repaired },
            HistoryFacts::Returned { ground } => {
                Self::Returned { ground: serde_json::to_value(ground).unwrap_or_default() }
            }
            HistoryFacts::AddressCorrected { delivery } => {
                Self::AddressCorrected { delivery: delivery.to_string() }
            }
            HistoryFacts::Booked { at } => Self::Booked { slot: time::iso_local(at) },
            HistoryFacts::Moved { from, to } => {
                Self::Moved { before: time::iso_local(from), slot: time::iso_local(to) }
            }
            HistoryFacts::OfCase { case } => Self::OfCase { case: case.to_string() },
        }
    }
}
