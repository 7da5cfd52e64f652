//! What happened to a case: append-only, one line a change.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    case::StateName,
    official::{Official, Role},
};

/// One change of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// When.
    pub at: Timestamp,
    /// Who; nobody when the system did it (an inspected scan).
    pub by: Option<Official>,
    /// In which role.
    pub role: Option<Role>,
    /// What was done, in the words of the code: `submit`, `sign`, `number`.
    pub action: String,
    /// The state before; none when the case was opened.
    pub from: Option<StateName>,
    /// The state after.
    pub to: StateName,
    /// The request that did it.
    pub request_id: String,
    /// What else must be known, e.g. the reason of a return.
    pub note: Option<String>,
}
