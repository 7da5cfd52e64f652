//! A case (hồ sơ): one original on its way to a certified copy.
//!
//! Each [`State`] carries only what is true in it, so that a sealed case without a number, or a numbered one
//! without a signature, cannot be written down. Transitions consume the case and give the next one; what
//! they refuse leaves the stored case as it was.

mod duplicate;
#[cfg(test)]
pub(crate) mod fixtures;
mod repair;
mod scan;
mod search;
mod state;
mod transitions;

pub use duplicate::DuplicateReason;
pub use repair::{Repair, RepairChange};
pub use scan::{ReadyScan, Scan, ScanRefused};
pub use search::{CaseFilter, InvalidSearch, LONGEST_SEARCH, Search};
pub use state::{AgencyOnPage, Issued, Prepared, Returned, Seal, Signature, SignerOnPage, State, StateName};
pub use transitions::TransitionRefusal;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    agency::Agency,
    check::CheckCode,
    document::DocumentType,
    fee::{FeeRate, FeeWaiver},
    identifier::EmailAddress,
    ids::{AgencyId, AppointmentId, CaseId},
    official::Official,
    requester::{Destination, Requester},
    time,
    time_limit::TimeLimit,
};

/// A case in one of its states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Its identifier.
    pub id: CaseId,
    /// The agency it belongs to; nobody else sees it.
    pub agency: AgencyId,
    /// Counts the writes; a writer that read another version is refused.
    pub version: u64,
    /// What is asked for.
    pub request: Request,
    /// Who opened it and when.
    pub opened: Act,
    /// Until when the copy is to be made.
    pub time_limit: TimeLimit,
    /// What copies cost on the day of the receipt.
    pub fee_rate: FeeRate,
    /// The code of the public check; none until a signature is first prepared, and then always the same.
    pub check: Option<CheckCode>,
    /// The appointment that it was opened from; one without came in at the counter.
    #[serde(default)]
    pub appointment: Option<AppointmentId>,
    /// Where it stands.
    pub state: State,
}

/// What the requester asks to have certified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// For whom.
    pub requester: Requester,
    /// Loại giấy tờ.
    pub document_type: DocumentType,
    /// Tên của bản chính: column 4 of the register.
    pub original_name: String,
    /// Copies of this original made at one time; they share one number (TT 01/2020 Điều 4).
    pub copies: u32,
    /// Why less than the fee is paid.
    #[serde(default)]
    pub fee_waiver: Option<FeeWaiver>,
}

/// Something that somebody did, and when; an official, when nothing is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act<B = Official> {
    /// Who.
    pub by: B,
    /// When.
    pub at: Timestamp,
}

impl Case {
    /// The case with another address, for a requester without an account; `None` with one: the portal knows where
    /// its account is reached.
    #[must_use]
    pub fn with_address(mut self, address: EmailAddress) -> Option<Self> {
        match &mut self.request.requester.destination {
            Destination::Email { address: known } => *known = address,
            Destination::PortalAccount { .. } => return None,
        }
        Some(self)
    }

    /// Opens a case as a draft, received at `at`, by the agency's calendar and fees of that day.
    #[must_use]
    pub fn open(id: CaseId, agency: &Agency, request: Request, by: Official, at: Timestamp) -> Self {
        Self {
            id,
            agency: agency.id.clone(),
            version: 0,
            request,
            opened: Act { by, at },
            time_limit: TimeLimit::of(&agency.calendar, at),
            fee_rate: agency.fees.on(time::day(at)),
            check: None,
            appointment: None,
            state: State::Draft { scan: None, returned: None },
        }
    }

    /// The same, opened from an appointment.
    #[must_use]
    pub fn from_appointment(self, appointment: AppointmentId) -> Self {
        Self { appointment: Some(appointment), ..self }
    }

    /// Column 7 of the register: the fee in đồng for an original of so many pages.
    #[must_use]
    pub fn fee(&self, pages: u32) -> u64 {
        let fee = self.fee_rate.fee(pages, self.request.copies);
        self.request.fee_waiver.as_ref().map_or(fee, |waiver| waiver.of(fee))
    }

    /// Whether somebody still holds the case at `now` although it is due.
    #[must_use]
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.state.name().held_by().is_some() && now > self.time_limit.due()
    }

    /// The case in the state after this one.
    fn with(self, state: State) -> Self {
        Self { state, ..self }
    }
}
