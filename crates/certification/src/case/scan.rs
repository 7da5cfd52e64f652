//! The scan of a case, from the moment a place for it is given out.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::document::StoredObject;

/// The scan of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "scan", rename_all = "snake_case")]
pub enum Scan {
    /// A place in the store was given out; the document has not come, or is being inspected.
    Expected {
        /// The key it will have. A document that arrives under another key belongs to an earlier attempt.
        key: String,
        /// When the place was given out.
        since: Timestamp,
    },
    /// Inspected, and fit to be certified.
    Ready(ReadyScan),
    /// Inspected, and not fit.
    Refused(ScanRefused),
}

/// A scan that can be certified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadyScan {
    /// The scan itself.
    pub document: StoredObject,
    /// What signing needs of it (append plan and digest state), so that nobody reads the scan again.
    pub plan: StoredObject,
    /// Pages.
    pub pages: u32,
    /// Codes of what an official should look at, though it does not stop anything.
    pub warnings: Vec<String>,
}

/// Why a scan cannot be certified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanRefused {
    /// Key of the refused document.
    pub key: String,
    /// Stable code of the cause.
    pub code: String,
    /// The cause and what to do, for the officer.
    pub message: String,
}

impl Scan {
    /// The key this scan lies under, or will.
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Expected { key, .. } => key,
            Self::Ready(ready) => &ready.document.key,
            Self::Refused(refused) => &refused.key,
        }
    }
}
