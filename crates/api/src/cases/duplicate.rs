//! What a case may repeat, as the contract shows it.

use certification::{Case, case::DuplicateReason, time};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::contract::{CaseState, DuplicateReasonName};

/// A case that looks like the one it is shown with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DuplicateView {
    /// Its identifier.
    #[schema(example = "01K8E5V3YJ9X0W6P2R4T7Q1Z5C")]
    pub case: String,
    /// Where it stands.
    #[schema(value_type = CaseState)]
    pub state: String,
    /// Why it looks like it.
    #[schema(value_type = DuplicateReasonName)]
    pub reason: String,
    /// When it was received: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub received_at: String,
}

impl DuplicateView {
    pub(crate) fn of((case, reason): &(Case, DuplicateReason)) -> Self {
        Self {
            case: case.id.to_string(),
            state: case.state.name().to_string(),
            reason: reason.as_str().to_owned(),
            received_at: time::iso(case.time_limit.received),
        }
    }
}
