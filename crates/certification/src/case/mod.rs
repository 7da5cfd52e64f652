//! A case (hồ sơ): one original on its way to a certified copy.
//!
//! Each [`State`] carries only what is true in it, so that a sealed case without a number, or a numbered one
//! without a signature, cannot be written down. Transitions consume the case and give the next one; what
//! they refuse leaves the stored case as it was.

mod scan;
mod state;
mod transitions;

pub use scan::{ReadyScan, Scan, ScanRefused};
pub use state::{Issued, Prepared, Seal, Signature, SignerOnPage, State, StateName};
pub use transitions::TransitionRefusal;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    check::CheckCode,
    document::DocumentType,
    ids::{AgencyId, AppointmentId, CaseId},
    official::Official,
    requester::Requester,
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
}

/// Something that an official did, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// Who.
    pub by: Official,
    /// When.
    pub at: Timestamp,
}

impl Case {
    /// Opens a case as a draft.
    #[must_use]
    pub fn open(id: CaseId, agency: AgencyId, request: Request, by: Official, at: Timestamp) -> Self {
        let opened = Act { by, at };
        let state = State::Draft { scan: None, returned: None };
        Self { id, agency, version: 0, request, opened, check: None, appointment: None, state }
    }

    /// The same, opened from an appointment.
    #[must_use]
    pub fn from_appointment(self, appointment: AppointmentId) -> Self {
        Self { appointment: Some(appointment), ..self }
    }

    /// The case in the state after this one.
    fn with(self, state: State) -> Self {
        Self { state, ..self }
    }
}
