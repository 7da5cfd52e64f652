//! `POST /cases/{case}/cancel`: Hủy hồ sơ. What the case held is free again.

use api::{Answer, Call, CaseView, Problem, contract::CasePath, stored};
use certification::{Role, history::CaseAction, statement::one_line};
use records::Change;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{Services, appointment};

/// Why a case is cancelled.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelBody {
    /// The version that was seen.
    pub version: Option<u64>,
    /// Reason, at most 1,000 characters.
    #[schema(max_length = 1_000)]
    pub reason: Option<String>,
}

/// Cancels a draft or a returned case (Hủy hồ sơ).
#[utoipa::path(
    post,
    path = "/cases/{case}/cancel",
    operation_id = "cancelCase",
    params(CasePath),
    request_body = CancelBody,
    responses((status = 200, description = "The case, cancelled.", body = CaseView)),
    extensions(
        ("x-roles" = json!(["officer"])),
        ("x-problems" = json!(["changed-meanwhile", "invalid-field", "wrong-state"])),
    ),
)]
pub(crate) async fn cancel(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Officer])?;
    let body: CancelBody = call.json()?;
    let reason = body.reason.map(|reason| one_line(&reason)).filter(|reason| !reason.is_empty());
    if reason.as_ref().is_some_and(|reason| reason.chars().count() > 1_000) {
        return Err(Problem::field("reason", "Lý do tối đa 1.000 ký tự."));
    }
    let case = stored::load(&services.records, call).await?;
    stored::insist_on_version(&case, body.version)?;
    let (from, at) = (Some(case.state.name()), services.clock.now());
    let case = case.cancel(call.caller.official.clone(), reason.clone(), at)?;
    let step = stored::Step {
        action: CaseAction::Cancel,
        role: Role::Officer,
        from,
        at,
        facts: None,
        note: reason.as_deref(),
    };
    let answer = Answer::ok(&stored::view_once_stored(&services.records, &case, at).await)?;
    let change = stored::change(call, services.clock, &case, step, None);
    let change = Change { reply: call.reply(&answer), ..change };
    appointment::save_cancelled(services, call, &case, &change, at).await?;
    Ok(answer)
}
