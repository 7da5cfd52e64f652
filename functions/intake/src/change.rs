//! `PATCH /cases/{case}`: changes a draft.

use api::{Answer, Call, CaseView, Problem, contract::CasePath, stored};
use certification::{Role, case::Request};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{Services, request};

/// What to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeBody {
    /// The version that was seen.
    pub version: Option<u64>,
    /// For whom.
    pub requester: Option<request::RequesterBody>,
    /// Code of the document type.
    pub document_type: Option<String>,
    /// Tên của bản chính.
    pub original_name: Option<String>,
    /// Copies of this original.
    #[schema(minimum = 1, maximum = 1_000)]
    pub copies: Option<u32>,
    /// `true` keeps the scan that was ready before a place for another one was asked for.
    #[serde(default)]
    pub keep_scan: bool,
}

/// Changes a draft.
#[utoipa::path(
    patch,
    path = "/cases/{case}",
    operation_id = "changeCase",
    params(CasePath),
    request_body = ChangeBody,
    responses((status = 200, description = "The case.", body = CaseView)),
    extensions(
        ("x-roles" = json!(["officer"])),
        ("x-problems" = json!(["account-not-found", "changed-meanwhile", "invalid-field", "wrong-state"])),
    ),
)]
pub(crate) async fn change(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Officer])?;
    let body: ChangeBody = call.json()?;
    let case = stored::load(&services.records, call).await?;
    stored::insist_on_version(&case, body.version)?;
    let before = case.request.clone();
    let request = Request {
        requester: match &body.requester {
            Some(requester) => request::requester(services, requester).await?,
            None => before.requester,
        },
        document_type: match &body.document_type {
            Some(code) => request::document_type(services, call, code).await?,
            None => before.document_type,
        },
        original_name: body
            .original_name
            .as_deref()
            .map_or(Ok(before.original_name), request::original_name)?,
        copies: body.copies.map_or(Ok(before.copies), request::copies)?,
    };
    let from = Some(case.state.name());
    let case = case.change(request)?;
    let case = if body.keep_scan { case.keep_scan()? } else { case };
    let step =
        stored::Step { action: "change", role: Role::Officer, from, at: services.clock.now(), note: None };
    let change = stored::change(call, services.clock, &case, step, None);
    let case = services.records.save_case(&case, &change).await?;
    Answer::ok(&CaseView::from(&case))
}
