//! What follows for an operation from the gateway, its roles, its body and its path.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::problems::{self, Problem};

/// Problems of every operation, the same everywhere: status and name of the shared answer.
const EVERYWHERE: [(u16, &str); 4] =
    [(401, "SignedOut"), (429, "TooManyRequests"), (500, "Unexpected"), (503, "Unavailable")];
/// Of every operation that takes a body.
const OF_BODIES: (u16, &str) = (413, "BodyTooLarge");

/// Completes one operation: its tag, who may call it, and the problems it may answer with.
///
/// # Errors
/// When it names a problem that is not in the list.
pub(crate) fn complete(mut operation: Value, function: &str, path: &str) -> Result<Value> {
    let id = operation["operationId"].as_str().context("an operation without operationId")?.to_owned();
    let own = words(&operation["x-problems"]);
    let mut of_operation = problems::named(&own).with_context(|| format!("x-problems of {id}"))?;
    let has_body = operation.get("requestBody").is_some();
    let roles = words(&operation["x-roles"]);
    let public = operation.get("security").is_some();
    let who = if public {
        "For everybody, without signing in.".to_owned()
    } else if roles.is_empty() {
        "For everybody who is signed in.".to_owned()
    } else {
        format!("Roles: {}.", roles.join(", "))
    };
    let mut implied = Vec::new();
    implied.extend((!public).then_some("no-agency"));
    implied.extend((!roles.is_empty()).then_some("wrong-role"));
    implied.extend(has_body.then_some("malformed-request"));
    implied.extend((!public && path.contains('{')).then_some("not-found"));
    of_operation.extend(problems::named(&implied)?);

    let mut shared = EVERYWHERE.to_vec();
    shared.extend(has_body.then_some(OF_BODIES));
    shared.retain(|(status, _)| !(public && *status == 401));
    let mut codes: BTreeSet<&str> = of_operation.iter().map(|problem| problem.code).collect();
    for (status, name) in &shared {
        operation["responses"][status.to_string()] =
            json!({ "$ref": format!("#/components/responses/{name}") });
        // The gateway's own 429 has no code; the public check's belongs to its operations alone.
        if *status != 429 {
            codes.extend(problems::of_status(*status).map(|problem| problem.code));
        }
    }
    let mut by_status: BTreeMap<u16, BTreeSet<&Problem>> = BTreeMap::new();
    for problem in of_operation {
        by_status.entry(problem.status).or_default().insert(problem);
    }
    for (status, problems) in by_status {
        operation["responses"][status.to_string()] = answer(problems);
    }
    operation["description"] = who.into();
    operation["tags"] = json!([function]);
    operation["x-problems"] = json!(codes);
    Ok(operation)
}

/// The answers that are the same for every operation.
pub(crate) fn shared_responses() -> Value {
    let mut responses = json!({});
    for (status, name) in EVERYWHERE.into_iter().chain([OF_BODIES]) {
        let mut response = answer(problems::of_status(status));
        if status != 500 {
            // The gateway says these too, in its own words.
            response["content"]["application/json"] =
                json!({ "schema": { "$ref": "#/components/schemas/GatewayMessage" } });
        }
        if status == 429 {
            response = json!({
                "description": "Too many requests at once. Wait a moment, then repeat the request.",
                "content": { "application/json": response["content"]["application/json"] },
            });
        }
        responses[name] = response;
    }
    responses
}

fn answer<'a>(problems: impl IntoIterator<Item = &'a Problem>) -> Value {
    let lines: Vec<_> =
        problems.into_iter().map(|problem| format!("`{}`: {}", problem.code, problem.meaning)).collect();
    let schema = json!({ "$ref": "#/components/schemas/ProblemBody" });
    json!({
        "description": lines.join("\n\n"),
        "content": { "application/problem+json": { "schema": schema } },
    })
}

fn words(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}
