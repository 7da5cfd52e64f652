//! The scan of a case, from the moment a place for it is given out.
//!
//! A scan that was found fit is never lost by asking for a place for another one: it is kept as `before`
//! until the new one has been found fit too. In the meantime the case cannot be submitted, because the
//! officer has said that the paper looks different; [`Case::keep_scan`](super::Case::keep_scan) takes the
//! request back.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Repair;
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
        /// The scan that it is to replace.
        before: Option<ReadyScan>,
    },
    /// Inspected, and fit to be certified.
    Ready(ReadyScan),
    /// Inspected, and not fit.
    Refused {
        /// Why not.
        refused: ScanRefused,
        /// The scan that it was to replace.
        before: Option<ReadyScan>,
    },
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
    /// What it was repaired from; none when it is certified as it was uploaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repair: Option<Box<Repair>>,
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
            Self::Refused { refused, .. } => &refused.key,
        }
    }

    /// The scan that was found fit last.
    #[must_use]
    pub fn last_ready(self) -> Option<ReadyScan> {
        match self {
            Self::Ready(ready) => Some(ready),
            Self::Expected { before, .. } | Self::Refused { before, .. } => before,
        }
    }
}
