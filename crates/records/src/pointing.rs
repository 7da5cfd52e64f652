//! Lines of the history by which a case came to point to an object, as the table's stream brings them.

use certification::{AgencyId, CaseId};
use serde_json::Value;

/// What was done when a case came to point to a plan, a repaired scan or a copy. The template's filter of the stream has the same.
const POINTING: [&str; 4] = ["scan-ready", "scan-repaired", "sign", "seal"];

/// The case of a stream record that is such a line; `None` for any other record.
#[must_use]
pub fn pointing_in_stream(record: &Value) -> Option<(AgencyId, CaseId)> {
    let image = &record["dynamodb"]["NewImage"];
    let action = image["body"]["M"]["action"]["S"].as_str()?;
    if record["eventName"] != "INSERT" || image["kind"]["S"] != "history" || !POINTING.contains(&action) {
        return None;
    }
    let (agency, case) = image["pk"]["S"].as_str()?.strip_prefix("A#")?.split_once("#CASE#")?;
    Some((agency.parse().ok()?, case.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::keys;

    fn record(pk: &str, kind: &str, action: &str) -> Value {
        json!({
            "eventName": "INSERT",
            "dynamodb": { "NewImage": {
                "pk": { "S": pk },
                "kind": { "S": kind },
                "body": { "M": { "action": { "S": action } } },
            } },
        })
    }

    #[test]
    fn only_lines_by_which_a_case_points_to_something_lead_to_it() {
        let agency: AgencyId = "an-binh".parse().unwrap();
        let case = CaseId::from_ulid(ulid::Ulid::from(7_u128));
        let pk = keys::case(&agency, case).pk;
        for action in POINTING {
            let found = pointing_in_stream(&record(&pk, "history", action));
            assert_eq!(found, Some((agency.clone(), case)), "{action}");
        }
        for other in [
            record(&pk, "history", "submit"),
            record(&pk, "notice", "sign"),
            record("A#an-binh#APPOINTMENT#01K8E5V3YJ9X0W6P2R4T7Q1Z5B", "history", "seal"),
            json!({ "eventName": "REMOVE", "dynamodb": record(&pk, "history", "sign")["dynamodb"] }),
        ] {
            assert_eq!(pointing_in_stream(&other), None, "{other}");
        }
    }
}
