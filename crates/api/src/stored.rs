//! Loading a case and storing its next state, as every step of the workflow does it.

use certification::{
    Case, CaseId, Role, StateName,
    history::{CaseAction, HistoryEntry, HistoryFacts},
    notice::Notice,
};
use jiff::Timestamp;
use records::{Change, Records, Versioned as _};
use serde::Serialize;

use crate::{CaseView, DuplicateView, answer::Answer, call::Call, clock::Clock, problem::Problem};

/// Loads a case of the caller's agency.
///
/// # Errors
/// 404 when the agency has none of that identifier.
pub async fn load(records: &Records, call: &Call) -> Result<Case, Problem> {
    of_agency(records, call, call.path("case", "hồ sơ")?).await
}

/// A case of the caller's agency by its identifier.
///
/// # Errors
/// 404 when the agency has none of that identifier.
pub async fn of_agency(records: &Records, call: &Call, id: CaseId) -> Result<Case, Problem> {
    records.case(&call.caller.agency, id).await?.ok_or_else(|| Problem::not_found("hồ sơ"))
}

/// A case as it is answered once it is stored. It is put together before the write, because the answer is stored
/// with the case.
pub async fn view_once_stored(records: &Records, case: &Case, now: Timestamp) -> CaseView {
    view(records, &case.stored(), now).await
}

/// A case as it is answered, with those that it may repeat. They are a hint, so that one which cannot be read
/// is left out: what was asked for has been done.
pub async fn view(records: &Records, case: &Case, now: Timestamp) -> CaseView {
    let mut view = CaseView::at(case, now);
    if case.looks_for_duplicates() {
        match records.duplicates_of(case).await {
            Ok(duplicates) => view.duplicates = duplicates.iter().map(DuplicateView::of).collect(),
            Err(error) => tracing::warn!(case = %case.id, cause = %error, "duplicates were not looked for"),
        }
    }
    view
}

/// Refuses a caller who decided on an older version of the case than the stored one.
///
/// # Errors
/// 409 that says where the case stands now.
pub fn insist_on_version(case: &Case, seen: Option<u64>) -> Result<(), Problem> {
    if seen.is_none_or(|seen| seen == case.version) {
        return Ok(());
    }
    let facts = serde_json::json!({ "version": case.version, "state": case.state.name() });
    Err(Problem::changed_meanwhile("hồ sơ").with_facts(facts))
}

/// A change of state, for the history.
#[derive(Debug, Clone)]
pub struct Step<'a> {
    /// What was done.
    pub action: CaseAction,
    /// In which role.
    pub role: Role,
    /// The state before; none when the case was opened.
    pub from: Option<StateName>,
    /// When.
    pub at: Timestamp,
    /// Facts that screens put into words.
    pub facts: Option<HistoryFacts>,
    /// Text as a person typed or prints it.
    pub note: Option<&'a str>,
}

/// The history line of a step by the caller, and the notices it causes, to be stored with the case.
#[must_use]
pub fn change(
    call: &Call,
    clock: Clock,
    case: &Case,
    step: Step<'_>,
    notices: impl IntoIterator<Item = Notice>,
) -> Change {
    let line = HistoryEntry {
        at: step.at,
        by: Some(call.caller.official.clone()),
        role: Some(step.role),
        action: step.action,
        from: step.from,
        to: case.state.name(),
        request_id: call.request_id.clone(),
        facts: step.facts,
        note: step.note.map(str::to_owned),
    };
    Change { history: Some((clock.ulid(), line)), notices: notices.into_iter().collect(), reply: None }
}

/// Stores the next state of a case with the answer that shows it, and gives the answer.
///
/// # Errors
/// 409 when somebody has changed the case since it was read.
pub async fn save(
    records: &Records,
    call: &Call,
    case: &Case,
    change: Change,
    view: &impl Serialize,
) -> Result<Answer, Problem> {
    let answer = Answer::ok(view)?;
    records.save_case(case, &Change { reply: call.reply(&answer), ..change }).await?;
    Ok(answer)
}
