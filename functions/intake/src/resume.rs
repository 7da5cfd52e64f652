//! `POST /cases/{case}/resume`: Xử lý tiếp.

use api::{Answer, Call, CaseView, Problem, SeenVersion, contract::CasePath, stored};
use certification::{Role, history::CaseAction};

use crate::Services;

/// Takes a returned case up again (Xử lý tiếp).
#[utoipa::path(
    post,
    path = "/cases/{case}/resume",
    operation_id = "resumeCase",
    params(CasePath),
    request_body = SeenVersion,
    responses((status = 200, description = "The case, a draft that keeps everything.", body = CaseView)),
    extensions(
        ("x-roles" = json!(["officer"])),
        ("x-problems" = json!(["changed-meanwhile", "wrong-state"])),
    ),
)]
pub(crate) async fn resume(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Officer])?;
    let body: SeenVersion = call.json()?;
    let case = stored::load(&services.records, call).await?;
    stored::insist_on_version(&case, body.version)?;
    let (from, at) = (Some(case.state.name()), services.clock.now());
    let case = case.resume()?;
    let step =
        stored::Step { action: CaseAction::Resume, role: Role::Officer, from, at, facts: None, note: None };
    let change = stored::change(call, services.clock, &case, step, None);
    let view = stored::view_once_stored(&services.records, &case, at).await;
    stored::save(&services.records, call, &case, change, &view).await
}
