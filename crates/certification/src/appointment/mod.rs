//! An appointment (lịch hẹn): one person, one paper, one hour.
//!
//! It holds a place in its slot from the booking on, also when it has been opened or nobody came, and gives
//! the place back when it is moved or cancelled. So the counter of a slot is the number of appointments for
//! it that are not cancelled ([`StateName::holds_place`]).

mod party;
mod places;
mod reason;
mod state;
mod transitions;

pub use party::Party;
pub use places::PlaceMoves;
pub use reason::{NoReason, Reason};
pub use state::{Cause, State, StateName, UnknownState};
pub use transitions::AppointmentRefusal;

use jiff::{
    Timestamp, ToSpan as _,
    civil::{Date, DateTime},
};
use serde::{Deserialize, Serialize};

use crate::{
    calendar::Slot,
    document::DocumentType,
    identifier::Phone,
    ids::{AgencyId, AppointmentId, PortalEventId},
    official::Official,
    requester::Requester,
    time,
};

/// An appointment in one of its states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// Its identifier.
    pub id: AppointmentId,
    /// The agency it is with; nobody else sees it.
    pub agency: AgencyId,
    /// Counts the writes; a writer that read another version is refused.
    pub version: u64,
    /// Who comes, and with what.
    pub booking: Booking,
    /// Who booked it.
    pub origin: Origin,
    /// When it was booked.
    pub booked_at: Timestamp,
    /// When the slot begins, in Vietnam.
    pub slot: DateTime,
    /// How long the slot was when it was booked; none when that was not kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// Where it stands.
    pub state: State,
}

/// Who comes, and with what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// For whom.
    pub requester: Requester,
    /// Where the requester is reached; a mobile number gets SMS, another one none.
    pub phone: Option<Phone>,
    /// Loại giấy tờ.
    pub document_type: DocumentType,
    /// What else the office has to know.
    pub notes: Option<String>,
}

/// Who booked an appointment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "origin", rename_all = "snake_case")]
pub enum Origin {
    /// The requester, on the national portal.
    Portal {
        /// The event that brought it.
        event: PortalEventId,
    },
    /// An officer, for somebody who called or came.
    Officer {
        /// Who.
        by: Official,
    },
    /// The requester, signed in here with the account that the appointment is for.
    Requester,
}

impl Origin {
    /// The origin's name in the contract.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Portal { .. } => "portal",
            Self::Officer { .. } => "officer",
            Self::Requester => "requester",
        }
    }

    /// Whether requesters booked for themselves. They hold only so many open appointments at an agency; whom
    /// an officer books for, the officer has spoken with.
    #[must_use]
    pub fn is_requester(&self) -> bool {
        match self {
            Self::Portal { .. } | Self::Requester => true,
            Self::Officer { .. } => false,
        }
    }
}

impl Appointment {
    /// Books a slot, which [`Calendar::bookable`](crate::Calendar::bookable) gave.
    #[must_use]
    pub fn book(
        id: AppointmentId,
        agency: AgencyId,
        booking: Booking,
        origin: Origin,
        slot: Slot,
        at: Timestamp,
    ) -> Self {
        Self {
            id,
            agency,
            version: 0,
            booking,
            origin,
            booked_at: at,
            slot: slot.start,
            minutes: Some(slot.minutes),
            state: State::Booked,
        }
    }

    /// The day on which the requester is reminded of the hour as it was settled at `settled`: the day
    /// before. Who settled it that late knows it.
    #[must_use]
    pub fn reminded_on(&self, settled: Timestamp) -> Option<Date> {
        let before = self.slot.date().checked_sub(1.day()).ok()?;
        (self.state == State::Booked && before > time::day(settled)).then_some(before)
    }

    /// The appointment in the state after this one.
    fn with(self, state: State) -> Self {
        Self { state, ..self }
    }
}

#[cfg(test)]
mod tests;
