//! What sealing needs of a signed copy, kept beside it.

use pdf_signing::increment::{Embedded, SignedCopy};
use serde::{Deserialize, Serialize};

/// The signed copy's plan and its increment A. The sealed copy is joined from the scan and both increments,
/// since only the scan is large enough to be a part of its own.
#[derive(Debug, Serialize, Deserialize)]
pub struct SignedPlan {
    /// Plan and digest state after the signature.
    pub copy: SignedCopy,
    /// Increment A with its CMS.
    pub increment: Embedded,
}
