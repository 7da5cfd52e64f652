//! `POST /cases/{case}/return`: Từ chối, with a reason.

use api::{
    Answer, Call, CaseView, Problem,
    contract::{CasePath, ReturnGround},
    stored,
};
use certification::{
    Role,
    history::{CaseAction, HistoryFacts},
    returning::{ReturnCode, ReturnReason},
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::Services;

/// Why a case is returned.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnBody {
    /// The version that was seen.
    pub version: Option<u64>,
    /// The ground: `altered`, `illegible`, `classified`, `unlawful`, `not_legalised`, `self_made`, `other`.
    #[schema(value_type = ReturnGround)]
    pub code: ReturnCode,
    /// What the officer has to know, 3 to 1,000 characters.
    #[schema(min_length = 3, max_length = 1_000)]
    pub text: String,
}

/// Returns a case with a reason (Từ chối).
#[utoipa::path(
    post,
    path = "/cases/{case}/return",
    operation_id = "returnCase",
    params(CasePath),
    request_body = ReturnBody,
    responses((status = 200, description = "The case, returned.", body = CaseView)),
    extensions(
        ("x-roles" = json!(["signer"])),
        ("x-problems" = json!(["changed-meanwhile", "invalid-field", "wrong-state"])),
    ),
)]
pub(crate) async fn send_back(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Signer])?;
    let body: ReturnBody = call.json()?;
    let reason = ReturnReason::new(body.code, &body.text)?;
    let case = stored::load(&services.records, call).await?;
    stored::insist_on_version(&case, body.version)?;
    let (from, at) = (Some(case.state.name()), services.clock.now());
    let (note, facts) = (reason.text.clone(), HistoryFacts::Returned { ground: reason.code });
    let case = case.send_back(call.caller.official.clone(), reason, at)?;
    let step = stored::Step {
        action: CaseAction::Return,
        role: Role::Signer,
        from,
        at,
        facts: Some(facts),
        note: Some(&note),
    };
    let change = stored::change(call, services.clock, &case, step, None);
    let view = stored::view_once_stored(&services.records, &case, at).await;
    stored::save(&services.records, call, &case, change, &view).await
}
