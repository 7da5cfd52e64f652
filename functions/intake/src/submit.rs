//! `POST /cases/{case}/submit`: Trình ký.

use api::{Answer, Call, CaseView, Problem, SeenVersion, contract::CasePath, request, stored};
use certification::{Role, history::CaseAction};

use crate::Services;

/// Submits a draft for signature (Trình ký).
#[utoipa::path(
    post,
    path = "/cases/{case}/submit",
    operation_id = "submitCase",
    params(CasePath),
    request_body = SeenVersion,
    responses((status = 200, description = "The case, awaiting a signature.", body = CaseView)),
    extensions(
        ("x-roles" = json!(["officer"])),
        ("x-problems" = json!(["changed-meanwhile", "invalid-field", "scan-awaited", "scan-missing", "scan-refused", "scan-unconfirmed", "wrong-state"])),
    ),
)]
pub(crate) async fn submit(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Officer])?;
    let body: SeenVersion = call.json()?;
    let case = stored::load(&services.records, call).await?;
    stored::insist_on_version(&case, body.version)?;
    request::printable_request(&case.request)?;
    let (from, at) = (Some(case.state.name()), services.clock.now());
    let case = case.submit(call.caller.official.clone(), at)?;
    let step =
        stored::Step { action: CaseAction::Submit, role: Role::Officer, from, at, facts: None, note: None };
    let change = stored::change(call, services.clock, &case, step, None);
    let view = stored::view_once_stored(&services.records, &case, at).await;
    stored::save(&services.records, call, &case, change, &view).await
}
