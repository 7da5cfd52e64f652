//! `POST /cases/{case}/release`: Hoàn thành và chuyển bản CTĐT tới người dân/doanh nghiệp.
//!
//! The notice is written in the same transaction; `deliver` carries it.

use api::{Answer, Call, CaseView, Problem, SeenVersion, contract::CasePath, stored};
use certification::{
    Role,
    history::CaseAction,
    notice::{Notice, NoticeSubject, Recipient},
};
use records::Versioned as _;

use crate::Services;

/// Releases the certified copy to the requester (Hoàn thành và chuyển bản CTĐT).
#[utoipa::path(
    post,
    path = "/cases/{case}/release",
    operation_id = "releaseCase",
    params(CasePath),
    request_body = SeenVersion,
    responses((status = 200, description = "The case, released; the copy is on its way.", body = CaseView)),
    extensions(
        ("x-roles" = json!(["clerk"])),
        ("x-problems" = json!(["changed-meanwhile", "wrong-state"])),
    ),
)]
pub(crate) async fn release(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Clerk])?;
    let body: SeenVersion = call.json()?;
    let case = stored::load(&services.records, call).await?;
    stored::insist_on_version(&case, body.version)?;
    let (from, at) = (Some(case.state.name()), services.clock.now());
    let case = case.release(call.caller.official.clone(), at)?;
    let notice = Notice {
        id: services.clock.ulid(),
        agency: case.agency.clone(),
        about: case.id.into(),
        subject: NoticeSubject::CopyReleased,
        requester: case.request.requester.name.clone(),
        to: vec![Recipient::from(&case.request.requester.destination)],
        at,
    };
    let step =
        stored::Step { action: CaseAction::Release, role: Role::Clerk, from, at, facts: None, note: None };
    let change = stored::change(call, services.clock, &case, step, Some(notice));
    stored::save(&services.records, call, &case, change, &CaseView::at(&case.stored(), at)).await
}
