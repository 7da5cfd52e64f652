//! What happened to a case or an appointment: append-only, one line a change.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    case::StateName,
    official::{Official, Role},
};

/// One change; `S` names the states of the thing that changed, those of a case when nothing is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry<S = StateName> {
    /// When.
    pub at: Timestamp,
    /// Who; nobody when the system did it (an inspected scan).
    pub by: Option<Official>,
    /// In which role.
    pub role: Option<Role>,
    /// What was done, in the words of the code: `submit`, `sign`, `number`.
    pub action: String,
    /// The state before; none when it was opened or booked.
    pub from: Option<S>,
    /// The state after.
    pub to: S,
    /// The request that did it.
    pub request_id: String,
    /// What else must be known, e.g. the reason of a return.
    pub note: Option<String>,
}
