//! `GET /cases/{case}/history`: who did what, when, from which state to which.

use api::{
    Answer, Call, HistoryFactsView, Problem,
    contract::{self, CasePath},
    stored,
};
use certification::{history::HistoryEntry, time};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Services, queue::OFFICIALS};

/// The history of a case, the oldest line first.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseHistoryView {
    /// The lines.
    pub history: Vec<HistoryView>,
}

/// One line of the history.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "at": "2026-11-23T09:14:00+07:00",
    "by": "Trần Văn Cường",
    "role": "officer",
    "action": "submit",
    "from": "draft",
    "to": "awaiting_signature",
    "request_id": "JKJaXmPLvHcESHA=",
}))]
pub struct HistoryView {
    /// When: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub at: String,
    /// Who; absent when the system did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// In which role.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<contract::RoleName>)]
    pub role: Option<String>,
    /// What was done.
    #[schema(value_type = contract::CaseActionName)]
    pub action: &'static str,
    /// The state before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<contract::CaseState>)]
    pub from: Option<String>,
    /// The state after.
    #[schema(value_type = contract::CaseState)]
    pub to: String,
    /// The request that did it.
    pub request_id: String,
    /// Facts of the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facts: Option<HistoryFactsView>,
    /// Text as a person typed or prints it: a reason, a register number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Who did what to a case, and when.
#[utoipa::path(
    get,
    path = "/cases/{case}/history",
    operation_id = "readHistory",
    params(CasePath),
    responses((status = 200, description = "The history.", body = CaseHistoryView)),
    extensions(
        ("x-roles" = json!(["officer", "signer", "clerk", "admin"])),
        ("x-problems" = json!([])),
    ),
)]
pub(crate) async fn list(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&OFFICIALS)?;
    let case = stored::load(&services.records, call).await?;
    let lines = services.records.history(&case.agency, case.id).await?;
    Answer::ok(&CaseHistoryView { history: lines.into_iter().map(view).collect() })
}

fn view(line: HistoryEntry) -> HistoryView {
    HistoryView {
        at: time::iso(line.at),
        by: line.by.map(|official| official.name),
        role: line.role.map(|role| role.to_string()),
        action: line.action.as_str(),
        from: line.from.map(|state| state.to_string()),
        to: line.to.to_string(),
        request_id: line.request_id,
        facts: line.facts.map(HistoryFactsView::from),
        note: line.note,
    }
}
