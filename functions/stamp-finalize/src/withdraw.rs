//! `POST /cases/{case}/withdraw`: Hủy bỏ giá trị pháp lý, by decision (TT 01/2020 Điều 7).
//!
//! The head of the agency decides, and the clerk gives the decision its number and files it. So either may
//! record it; the history says who did. The entry of the register stays as it was written and gets a mark.

use api::{Answer, Call, CaseView, Problem, contract::CasePath, request, stored};
use certification::{
    Case, CaseId, Role, State, TransitionRefusal,
    book::EntryMark,
    check::Check,
    history::CaseAction,
    notice::{Notice, NoticeSubject, Recipient},
    withdrawal::{Decision, Replacement},
};
use records::{Change, Versioned as _};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::Services;

const MAY: [Role; 2] = [Role::Signer, Role::Clerk];

/// The decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawBody {
    /// The version that was seen.
    pub version: Option<u64>,
    /// Number of the decision.
    #[schema(example = "45/QĐ-UBND", min_length = 1, max_length = 50)]
    pub number: String,
    /// Its day, `yyyy-mm-dd`: from the day of certification to today.
    #[schema(value_type = String, format = Date, example = "2026-11-25")]
    pub date: String,
    /// Why, 3 to 1,000 characters; the public is not told.
    #[schema(min_length = 3, max_length = 1_000)]
    pub reason: String,
    /// The case whose copy takes the place of this one.
    #[schema(example = "01K8E5V3YJ8C7B6A5Z4Y3X2W1V")]
    pub replaced_by: Option<String>,
}

/// Withdraws a certified copy by decision (Hủy bỏ giá trị pháp lý).
#[utoipa::path(
    post,
    path = "/cases/{case}/withdraw",
    operation_id = "withdrawCase",
    params(CasePath),
    request_body = WithdrawBody,
    responses((status = 200, description = "The case, withdrawn; its number stays with it.", body = CaseView)),
    extensions(
        ("x-roles" = json!(["signer", "clerk"])),
        ("x-problems" = json!(["changed-meanwhile", "invalid-field", "wrong-state"])),
    ),
)]
pub(crate) async fn withdraw(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&MAY)?;
    let body: WithdrawBody = call.json()?;
    let date = request::day("date", &body.date)?;
    let case = stored::load(&services.records, call).await?;
    stored::insist_on_version(&case, body.version)?;
    let replacement = match &body.replaced_by {
        Some(id) => Some(replacement(services, &case, id).await?),
        None => None,
    };
    let decision = Decision::new(&body.number, date, &body.reason, replacement)?;
    request::printable("number", "số quyết định", &body.number)?;
    request::printable("reason", "lý do", &body.reason)?;
    let (from, at) = (case.state.name(), services.clock.now());
    let case = case.withdraw(decision.clone(), call.caller.official.clone(), at)?;
    let check = check(services, &case).await?.withdrawn(&decision);
    let mark = mark(services, &case, decision, at).await?;
    let note = mark.note();
    let role = call.caller.acting_as(&MAY).unwrap_or(Role::Clerk);
    let step = stored::Step {
        action: CaseAction::Withdraw,
        role,
        from: Some(from),
        at,
        facts: None,
        note: Some(&note),
    };
    let change = stored::change(call, services.clock, &case, step, notice(services, &case, at));
    let answer = Answer::ok(&CaseView::at(&case.stored(), at))?;
    let change = Change { reply: call.reply(&answer), ..change };
    services.records.withdraw(&case, &mark, &check, &change).await?;
    Ok(answer)
}

/// Whoever holds the copy is told; before it was handed out nobody does.
fn notice(services: &Services, case: &Case, at: jiff::Timestamp) -> Option<Notice> {
    let State::Withdrawn { released: Some(_), decision, .. } = &case.state else { return None };
    Some(Notice {
        id: services.clock.ulid(),
        agency: case.agency.clone(),
        about: case.id.into(),
        subject: NoticeSubject::CopyWithdrawn {
            decision: decision.number.clone(),
            on: decision.date,
            reason: decision.reason.clone(),
        },
        requester: case.request.requester.name.clone(),
        to: vec![Recipient::from(&case.request.requester.destination)],
        at,
    })
}

/// The copy that takes the place of the withdrawn one; another agency's is not found.
async fn replacement(services: &Services, case: &Case, id: &str) -> Result<Replacement, Problem> {
    let found = match id.parse::<CaseId>() {
        Ok(id) => services.records.case(&case.agency, id).await?,
        Err(_) => None,
    };
    let found = found.ok_or_else(|| {
        Problem::field(
            "replaced_by",
            "Không tìm thấy hồ sơ thay thế trong đơn vị của bạn. Kiểm tra lại mã hồ sơ.",
        )
    })?;
    Ok(Replacement::of(&found)?)
}

/// The mark on the entry of the case.
async fn mark(
    services: &Services,
    case: &Case,
    decision: Decision,
    at: jiff::Timestamp,
) -> Result<EntryMark, Problem> {
    let wrong = || Problem::from(TransitionRefusal::WrongState(case.state.name()));
    let issued = case.state.issued().ok_or_else(wrong)?;
    let entry = services.records.entry(&case.agency, issued.book, issued.number).await?;
    let entry = entry.ok_or_else(|| Problem::unexpected(&Missing("entry")))?;
    Ok(EntryMark::withdrawn(&entry, decision, at))
}

/// What the public check has said of the copy so far.
async fn check(services: &Services, case: &Case) -> Result<Check, Problem> {
    let wrong = || Problem::from(TransitionRefusal::WrongState(case.state.name()));
    let signature = case.state.signature().ok_or_else(wrong)?;
    let check = services.records.check(&signature.check).await?;
    check.ok_or_else(|| Problem::unexpected(&Missing("check")))
}

/// What is written in one transaction with the case's number or seal, and is not there.
#[derive(Debug, thiserror::Error)]
#[error("the {0} of a sealed case is missing")]
struct Missing(&'static str);
