//! The withdrawal of a case as the contract shows it.

use certification::{State, time};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The decision by which a copy lost its legal value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WithdrawalView {
    /// Number of the decision.
    #[schema(example = "45/QĐ-UBND")]
    pub number: String,
    /// Its day: `yyyy-mm-dd`.
    #[schema(format = Date, example = "2026-11-25")]
    pub date: String,
    /// Why.
    pub reason: String,
    /// Who recorded it.
    pub by: String,
    /// When it was recorded: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-25T09:14:00+07:00")]
    pub at: String,
    /// The case whose copy takes its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<String>,
}

impl WithdrawalView {
    pub(super) fn of(state: &State) -> Option<Self> {
        let State::Withdrawn { withdrawn, decision, .. } = state else { return None };
        Some(Self {
            number: decision.number.clone(),
            date: decision.date.to_string(),
            reason: decision.reason.clone(),
            by: withdrawn.by.name.clone(),
            at: time::iso(withdrawn.at),
            replaced_by: decision.replacement.as_ref().map(|replacement| replacement.case.to_string()),
        })
    }
}
