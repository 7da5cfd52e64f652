//! What happened in the meantime: a 409 about a case says who did what to it last.

use certification::{CaseId, history::HistoryEntry, time};
use records::Records;
use serde_json::{Value, json};

use crate::{call::Call, problem::Problem};

/// Codes of the refusals that come from a case that is no longer as the caller saw it.
const STALE: [&str; 2] = ["changed-meanwhile", "wrong-state"];

/// The problem, with the last line of the case's history when it is about a case that has moved on.
pub(crate) async fn told(records: &Records, call: &Call, problem: Problem) -> Problem {
    if !STALE.contains(&problem.code) {
        return problem;
    }
    let Ok(case) = call.path::<CaseId>("case", "hồ sơ") else { return problem };
    match records.last_line(&call.caller.agency, case).await {
        Ok(Some(line)) => with_line(problem, &line),
        Ok(None) => problem,
        Err(error) => {
            // The refusal stands without it.
            tracing::warn!(cause = %error, "the history of a refused case was not read");
            problem
        }
    }
}

fn with_line(problem: Problem, line: &HistoryEntry) -> Problem {
    let mut facts = problem.facts.clone().unwrap_or_else(|| json!({}));
    let mut last = json!({ "action": line.action, "at": time::iso(line.at), "state": line.to });
    if let Some(by) = &line.by {
        last["by"] = by.name.clone().into();
    }
    if let Some(role) = line.role {
        last["role"] = role.to_string().into();
    }
    if let Value::Object(facts) = &mut facts {
        facts.insert("last".to_owned(), last);
    }
    let said = format!("{} {}", line.in_words(), problem.detail);
    Problem { detail: said, ..problem }.with_facts(facts)
}

#[cfg(test)]
mod tests {
    use certification::{Official, Role, StateName};

    use super::*;

    #[test]
    fn a_stale_case_is_refused_with_what_happened_to_it() {
        let line = HistoryEntry {
            at: "2026-11-23T02:31:00Z".parse().unwrap(),
            by: Some(Official { id: "a".parse().unwrap(), name: "Lê Văn Tám".to_owned() }),
            role: Some(Role::Signer),
            action: "return".to_owned(),
            from: Some(StateName::AwaitingSignature),
            to: StateName::Returned,
            request_id: "r".to_owned(),
            note: None,
        };
        let problem = Problem::changed_meanwhile("hồ sơ").with_facts(json!({ "version": 5 }));
        let problem = with_line(problem, &line);
        assert_eq!(
            problem.detail,
            "Lê Văn Tám (lãnh đạo) đã trả lại hồ sơ này lúc 09:31 ngày 23/11/2026. Người khác vừa thay đổi hồ sơ này. Tải lại để xem thay đổi rồi thực hiện lại."
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
