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
/// The methods that change something.
const WRITES: [&str; 4] = ["post", "put", "patch", "delete"];

/// Completes one operation: its tag, who may call it, and the problems it may answer with.
///
/// # Errors
/// When it names a problem that is not in the list.
pub(crate) fn complete(mut operation: Value, function: &str, method: &str, path: &str) -> Result<Value> {
    let changes = method != "get";
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
    let whose = if roles == ["requester"] { "no-account" } else { "no-agency" };
    implied.extend((!public).then_some(whose));
    implied.extend((!roles.is_empty()).then_some("wrong-role"));
    implied.extend(has_body.then_some("malformed-request"));
    // Requesters act in no agency's name.
    let of_officials = !public && whose == "no-agency";
    implied.extend((of_officials && changes).then_some("agency-abolished"));
    implied.extend((of_officials && changes).then_some("official-disabled"));
    implied.extend((!public && path.contains('{')).then_some("not-found"));
    let repeatable = !public && WRITES.contains(&method);
    if repeatable {
        implied.extend(["idempotency-key-reused", "malformed-request", "request-under-way"]);
    }
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
    if repeatable {
        say_repeatable(&mut operation);
    }
    operation["description"] = who.into();
    operation["tags"] = json!([function]);
    operation["x-problems"] = json!(codes);
    Ok(operation)
}

/// A write takes an idempotency key, and its answers may be repeated ones.
fn say_repeatable(operation: &mut Value) {
    let key = json!({ "$ref": "#/components/parameters/IdempotencyKey" });
    match &mut operation["parameters"] {
        Value::Array(parameters) => parameters.push(key),
        none => *none = json!([key]),
    }
    for (status, response) in operation["responses"].as_object_mut().into_iter().flatten() {
        if response.get("$ref").is_none() {
            response["headers"]["Idempotent-Replayed"] =
                json!({ "$ref": "#/components/headers/IdempotentReplayed" });
        }
        if status == "409" {
            response["headers"]["Retry-After"] = json!({ "$ref": "#/components/headers/RetryAfter" });
        }
    }
}

/// The parameters that several operations take.
pub(crate) fn shared_parameters() -> Value {
    json!({
        "IdempotencyKey": {
            "name": "Idempotency-Key",
            "in": "header",
            "required": false,
            "description": "A key of the client's choice for this one request, e.g. a UUID. The same request repeated by the same person with the same key within 24 hours is carried out once: the first answer is given again, with the header `Idempotent-Replayed`. Answers of 5xx are not kept.",
            "schema": { "type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[!-~]{1,128}$" },
            "example": "7b3f0b7e-2f0c-4f7e-9c55-0d8c6a1d2e90",
        },
    })
}

/// The headers that several answers carry.
pub(crate) fn shared_headers() -> Value {
    json!({
        "IdempotentReplayed": {
            "description": "`true` when this is the answer that the same request got before.",
            "schema": { "type": "string", "enum": ["true"] },
        },
        "RetryAfter": {
            "description": "With `request-under-way`: after how many seconds to ask again.",
            "schema": { "type": "integer", "minimum": 1 },
        },
    })
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
