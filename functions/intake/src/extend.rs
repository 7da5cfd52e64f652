//! `POST /cases/{case}/extend`: kéo dài thời hạn (NĐ 23/2015 Điều 21).

use api::{
    Answer, Call, CaseView, Problem,
    contract::{CasePath, ExtensionGroundName},
    request, stored,
};
use certification::{
    Case, Role,
    case::Act,
    history::{CaseAction, HistoryFacts},
    notice::{Notice, NoticeSubject, Recipient},
    statement::one_line,
    time_limit::ExtensionGround,
};
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::Services;

const ROLES: [Role; 2] = [Role::Officer, Role::Signer];
const LONGEST_AGREEMENT: usize = 200;

/// By how much, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtendBody {
    /// The version that was seen.
    pub version: Option<u64>,
    /// The ground.
    #[schema(value_type = ExtensionGroundName)]
    pub ground: ExtensionGround,
    /// Working days after the day on which the copy would be due; above 2 only by agreement.
    #[schema(minimum = 1, maximum = 60)]
    pub days: u32,
    /// Number and date of the requester's written agreement, at most 200 characters.
    #[schema(max_length = 200)]
    pub agreement: Option<String>,
}

/// Extends the time limit (kéo dài thời hạn), counted from the day on which the copy would have been due. The
/// requester is told.
#[utoipa::path(
    post,
    path = "/cases/{case}/extend",
    operation_id = "extendCase",
    params(CasePath),
    request_body = ExtendBody,
    responses((status = 200, description = "The case with its new due time.", body = CaseView)),
    extensions(
        ("x-roles" = json!(["officer", "signer"])),
        ("x-problems" = json!(["already-extended", "changed-meanwhile", "invalid-field", "wrong-state"])),
    ),
)]
pub(crate) async fn extend(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&ROLES)?;
    let body: ExtendBody = call.json()?;
    let agreement = body.agreement.map(|text| one_line(&text)).filter(|text| !text.is_empty());
    if agreement.as_ref().is_some_and(|text| text.chars().count() > LONGEST_AGREEMENT) {
        return Err(Problem::field("agreement", "Số, ngày của văn bản thỏa thuận tối đa 200 ký tự."));
    }
    let case = stored::load(&services.records, call).await?;
    stored::insist_on_version(&case, body.version)?;
    let agency = request::agency(&services.records, &call.caller.agency).await?;
    let (from, at) = (Some(case.state.name()), services.clock.now());
    let (act, before) = (Act { by: call.caller.official.clone(), at }, case.time_limit.due());
    let case = case.extend(&agency.calendar, body.ground, body.days, agreement, act)?;
    let facts = HistoryFacts::Extended { ground: body.ground, days: body.days, due: case.time_limit.due() };
    let role = call.caller.acting_as(&ROLES).unwrap_or(Role::Officer);
    let step = stored::Step { action: CaseAction::Extend, role, from, at, facts: Some(facts), note: None };
    let change =
        stored::change(call, services.clock, &case, step, [notice(services, &case, before, body.ground, at)]);
    let view = stored::view_once_stored(&services.records, &case, at).await;
    stored::save(&services.records, call, &case, change, &view).await
}

/// The requester was promised the old hour, on the slip of return or at the counter.
fn notice(
    services: &Services,
    case: &Case,
    before: Timestamp,
    ground: ExtensionGround,
    at: Timestamp,
) -> Notice {
    Notice {
        id: services.clock.ulid(),
        agency: case.agency.clone(),
        about: case.id.into(),
        subject: NoticeSubject::TimeLimitExtended { before, due: case.time_limit.due(), ground },
        requester: case.request.requester.name.clone(),
        to: vec![Recipient::from(&case.request.requester.destination)],
        at,
    }
}
