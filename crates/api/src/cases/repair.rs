//! What a scan was repaired from, as the contract shows it.

use certification::{case::Repair, time};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::contract::{ScanChangeName, ScanRefusalName};

/// A repaired scan (đã làm sạch).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RepairView {
    /// Code of the cause for which the scan could not be certified as it was uploaded.
    #[schema(value_type = ScanRefusalName)]
    pub cause: String,
    /// What was changed.
    pub changes: Vec<ScanChangeView>,
    /// SHA-256 of the scan as it was uploaded; `GET /cases/{case}/document?version=uploaded` leads to it.
    pub uploaded_sha256: String,
    /// Its length in bytes.
    pub uploaded_length: u64,
    /// Who confirmed that the repaired scan agrees with the original on paper. The case is not submitted before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed_by: Option<String>,
    /// When: ISO 8601 with `+07:00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub confirmed_at: Option<String>,
}

/// One thing that was changed in a scan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScanChangeView {
    /// Its code.
    #[schema(value_type = ScanChangeName)]
    pub code: String,
    /// The change in words.
    pub text: String,
}

impl From<&Repair> for RepairView {
    fn from(repair: &Repair) -> Self {
        let confirmed = repair.confirmed.as_ref();
        let changes = repair
            .changes
            .iter()
            .map(|change| ScanChangeView { code: change.code.clone(), text: change.text.clone() });
        Self {
            cause: repair.cause.clone(),
            changes: changes.collect(),
            uploaded_sha256: repair.uploaded.sha256.clone(),
            uploaded_length: repair.uploaded.length,
            confirmed_by: confirmed.map(|act| act.by.name.clone()),
            confirmed_at: confirmed.map(|act| time::iso(act.at)),
        }
    }
}
