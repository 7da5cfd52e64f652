//! The OpenAPI document of the HTTP API, put together from what each function says of itself.
//!
//! A function's operations say what is their own: path, parameters, bodies, roles (`x-roles`) and problems
//! (`x-problems`). What follows for every operation from the gateway, the roles, a body or a path parameter
//! is added here, and every code gets its status and its meaning from one list ([`problems`]).

mod answers;
mod bodies;
mod examples;
pub mod judging;
mod operations;
pub mod problems;
pub mod repository;

use anyhow::{Result, bail};
use serde_json::{Map, Value, json};
use utoipa::OpenApi;

/// What the functions are called, what they do, and their operations.
fn functions() -> [(&'static str, &'static str, utoipa::openapi::OpenApi); 8] {
    [
        ("intake", "Taking a case in, up to Trình ký; the queues.", intake::openapi()),
        ("sign-finalize", "The leader's settings and signature.", sign_finalize::openapi()),
        ("stamp-finalize", "The register number, the agency's seal, the release.", stamp_finalize::openapi()),
        ("report", "Register books.", report::openapi()),
        (
            "administer",
            "Administration: agencies, officials, and what an agency sets up.",
            administer::openapi(),
        ),
        ("reschedule", "Appointments.", reschedule::openapi()),
        ("deliver", "Deliveries to requesters.", deliver::openapi()),
        ("verify", "What the public may ask without signing in.", verify::openapi()),
    ]
}

/// Schemas that no operation names by itself.
#[derive(OpenApi)]
#[openapi(components(schemas(api::ProblemBody)))]
struct Shared;

/// The whole document.
///
/// # Errors
/// When two functions contradict each other, or an operation names a problem that is not in the list.
pub fn document() -> Result<Value> {
    let (mut paths, mut tags) = (Map::new(), Vec::new());
    let mut schemas = schemas_of(&serde_json::to_value(Shared::openapi())?);
    for (function, description, openapi) in functions() {
        let part = serde_json::to_value(openapi)?;
        tags.push(json!({ "name": function, "description": description }));
        for (name, schema) in schemas_of(&part) {
            if schemas.get(&name).is_some_and(|known| *known != schema) {
                bail!("{function} has another schema of the name {name}");
            }
            schemas.insert(name, schema);
        }
        for (path, methods) in part["paths"].as_object().into_iter().flatten() {
            let here = paths.entry(path.clone()).or_insert_with(|| json!({}));
            for (method, operation) in methods.as_object().into_iter().flatten() {
                here[method] = operations::complete(operation.clone(), function, method, path)?;
            }
        }
    }
    bodies::complete(&mut paths, &schemas)?;
    answers::say_no_null(&paths, &mut schemas);
    examples::complete(&mut schemas);
    schemas.insert("ProblemType".to_owned(), problems::types());
    schemas.insert("GatewayMessage".to_owned(), gateway_message());
    schemas["ProblemBody"]["properties"]["type"] = json!({ "$ref": "#/components/schemas/ProblemType" });
    Ok(sorted(json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Chứng Thực",
            "summary": "Certified electronic copies of paper originals.",
            "description": problems::guide(),
            "license": { "name": "Apache License 2.0", "identifier": "Apache-2.0" },
            "version": env!("CARGO_PKG_VERSION"),
        },
        "servers": [{ "url": "/", "description": "The output ApiUrl of the installation." }],
        "security": [{ "officials": [] }],
        "tags": tags,
        "paths": paths,
        "components": {
            "schemas": schemas,
            "parameters": operations::shared_parameters(),
            "headers": operations::shared_headers(),
            "responses": operations::shared_responses(),
            "securitySchemes": {
                "officials": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "An ID token of the officials' sign-on. Roles are its groups, the agency is its claim `custom:agency`.",
                },
            },
        },
    })))
}

/// The document as it is kept in the repository.
///
/// # Errors
/// As [`document`].
pub fn text() -> Result<String> {
    Ok(serde_json::to_string_pretty(&document()?)? + "\n")
}

fn schemas_of(part: &Value) -> Map<String, Value> {
    part["components"]["schemas"].as_object().cloned().unwrap_or_default()
}

/// What the gateway itself answers, before any function.
fn gateway_message() -> Value {
    json!({
        "type": "object",
        "description": "An answer of the gateway itself, before any function.",
        "required": ["message"],
        "properties": { "message": { "type": "string" } },
        "example": { "message": "Unauthorized" },
    })
}

/// The same with every object's keys in order, whatever order the build's `serde_json` keeps.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut entries: Vec<_> = object.into_iter().map(|(key, value)| (key, sorted(value))).collect();
            entries.sort_by(|left, right| left.0.cmp(&right.0));
            Value::Object(entries.into_iter().collect())
        }
        Value::Array(values) => values.into_iter().map(sorted).collect(),
        other => other,
    }
}
