//! What happened in the meantime: a 409 about a case or an appointment says who did what to it last.

use certification::{
    AppointmentId, CaseId,
    history::{AppointmentEntry, HistoryEntry},
    time,
};
use records::{Records, RecordsError};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{call::Call, problem::Problem, requester_call::RequesterCall};

/// Codes of the refusals that come from a case or an appointment that is no longer as the caller saw it.
const STALE: [&str; 3] = ["changed-meanwhile", "wrong-state", "same-hour"];

const RELOAD: &str = "Tải lại để xem thay đổi rồi thực hiện lại.";

/// What was done last, in words and as facts.
struct Last {
    words: String,
    facts: Value,
}

/// The problem, with the last line of the history when it is about a case or an appointment that has moved on.
pub(crate) async fn told(records: &Records, call: &Call, problem: Problem) -> Problem {
    if !STALE.contains(&problem.code) {
        return problem;
    }
    let agency = &call.caller.agency;
    let last = if let Ok(case) = call.path::<CaseId>("case", "hồ sơ") {
        records.last_line(agency, case).await.map(|line| line.map(|line| of_case(&line)))
    } else if let Ok(appointment) = call.path::<AppointmentId>("appointment", "lịch hẹn") {
        let line = records.last_appointment_line(agency, appointment).await;
        line.map(|line| line.map(|line| of_appointment(&line)))
    } else {
        return problem;
    };
    with_last(problem, last)
}

/// The same for a requester, to whom officials are not named.
pub(crate) async fn told_requester(records: &Records, call: &RequesterCall, problem: Problem) -> Problem {
    let Ok(id) = call.path::<AppointmentId>("appointment", "lịch hẹn") else { return problem };
    if !STALE.contains(&problem.code) {
        return problem;
    }
    with_last(problem, last_of_account(records, &call.account, id).await)
}

async fn last_of_account(
    records: &Records,
    account: &str,
    id: AppointmentId,
) -> Result<Option<Last>, RecordsError> {
    let Some(appointment) = records.appointment_of_account(account, id).await? else { return Ok(None) };
    let line = records.last_appointment_line(&appointment.agency, id).await?;
    Ok(line.map(|line| to_requester(&line)))
}

fn of_case(line: &HistoryEntry) -> Last {
    Last { words: line.in_words(), facts: named(line, &json!(line.to)) }
}

fn of_appointment(line: &AppointmentEntry) -> Last {
    Last { words: line.in_words(), facts: named(line, &json!(line.to)) }
}

fn to_requester(line: &AppointmentEntry) -> Last {
    let words = line.in_words_to_requester();
    Last { words, facts: named(&AppointmentEntry { by: None, ..line.clone() }, &json!(line.to)) }
}

fn named<S, A: Serialize>(line: &HistoryEntry<S, A>, state: &Value) -> Value {
    let mut last = json!({ "action": line.action, "at": time::iso(line.at), "state": state });
    if let Some(by) = &line.by {
        last["by"] = by.name.clone().into();
    }
    if let Some(role) = line.role {
        last["role"] = role.to_string().into();
    }
    last
}

fn with_last(problem: Problem, last: Result<Option<Last>, RecordsError>) -> Problem {
    let last = match last {
        Ok(Some(last)) => last,
        Ok(None) => return problem,
        Err(error) => {
            // The refusal stands without it.
            tracing::warn!(cause = %error, "the history of what was refused was not read");
            return problem;
        }
    };
    let mut facts = problem.facts.clone().unwrap_or_else(|| json!({}));
    if let Value::Object(facts) = &mut facts {
        facts.insert("last".to_owned(), last.facts);
    }
    // The line says who changed it; the problem's own sentence that somebody did would repeat that.
    let what_to_do = if problem.code == "changed-meanwhile" { RELOAD } else { &problem.detail };
    let said = format!("{} {what_to_do}", last.words);
    Problem { detail: said, ..problem }.with_facts(facts)
}

#[cfg(test)]
mod tests {
    use certification::{Official, Role, StateName, history::CaseAction};

    use super::*;

    #[test]
    fn a_stale_case_is_refused_with_what_happened_to_it() {
        let line = HistoryEntry {
            at: "2026-11-23T02:31:00Z".parse().unwrap(),
            by: Some(Official { id: "a".parse().unwrap(), name: "Lê Văn Tám".to_owned() }),
            role: Some(Role::Signer),
            action: CaseAction::Return,
            from: Some(StateName::AwaitingSignature),
            to: StateName::Returned,
            request_id: "r".to_owned(),
            facts: None,
            note: None,
        };
        let problem = Problem::changed_meanwhile("hồ sơ").with_facts(json!({ "version": 5 }));
        let problem = with_last(problem, Ok(Some(of_case(&line))));
        assert_eq!(
            problem.detail,
            "Lê Văn Tám (lãnh đạo) đã trả lại hồ sơ này lúc 09:31 ngày 23/11/2026. Tải lại để xem thay đổi rồi thực hiện lại."
        );
        assert_eq!(
            problem.facts,
            Some(json!({
                "version": 5,
                "last": {
                    "action": "return",
                    "at": "2026-11-23T09:31:00+07:00",
                    "by": "Lê Văn Tám",
                    "role": "signer",
                    "state": "returned",
                },
            }))
        );
    }
}
