//! `GET /cases?state=` and `GET /cases/{case}`: the queues of every role, and one case.

use api::{
    Answer, Call, CaseView, Problem,
    contract::{self, CasePath},
    stored,
};
use certification::{Role, StateName};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Services;

pub(crate) const OFFICIALS: [Role; 4] = [Role::Officer, Role::Signer, Role::Clerk, Role::Admin];

/// A page of a queue, the oldest case first.
#[derive(Debug, Serialize, ToSchema)]
pub struct QueueView {
    /// The cases.
    pub cases: Vec<CaseView>,
    /// Pass it as `cursor` for the next page; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A queue: the cases in a state, the oldest first.
#[utoipa::path(
    get,
    path = "/cases",
    operation_id = "listCases",
    params(
        ("state" = contract::CaseState, Query, description = "Which queue.", example = "awaiting_signature"),
        ("limit" = Option<i32>, Query, description = "Cases on a page; 50 when left out.", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "`next` of the page before."),
    ),
    responses((status = 200, description = "A page of the queue.", body = QueueView)),
    extensions(
        ("x-roles" = json!(["officer", "signer", "clerk", "admin"])),
        ("x-problems" = json!(["malformed-request"])),
    ),
)]
pub(crate) async fn list(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&OFFICIALS)?;
    let state: StateName = call.query("state")?.ok_or_else(|| Problem::malformed("Thiếu tham số state."))?;
    let limit = call.query::<i32>("limit")?.unwrap_or(50);
    if !(1..=100).contains(&limit) {
        return Err(Problem::malformed("Tham số limit từ 1 đến 100."));
    }
    let cursor: Option<String> = call.query("cursor")?;
    if cursor.as_deref().is_some_and(|cursor| !records::is_place(cursor)) {
        return Err(Problem::malformed("Tham số cursor không hợp lệ. Tải lại danh sách từ đầu."));
    }
    let page = services.records.cases(&call.caller.agency, state, cursor.as_deref(), limit).await?;
    let now = services.clock.now();
    let cases = page.items.iter().map(|case| CaseView::at(case, now)).collect();
    Answer::ok(&QueueView { cases, next: page.next })
}

/// One case.
#[utoipa::path(
    get,
    path = "/cases/{case}",
    operation_id = "readCase",
    params(CasePath),
    responses((status = 200, description = "The case.", body = CaseView)),
    extensions(
        ("x-roles" = json!(["officer", "signer", "clerk", "admin"])),
        ("x-problems" = json!([])),
    ),
)]
pub(crate) async fn read(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&OFFICIALS)?;
    let case = stored::load(&services.records, call).await?;
    Answer::ok(&CaseView::at(&case, services.clock.now()))
}
