//! What holds for every operation of the contract: roles, unknown things, bodies that are none or too large.

use anyhow::{Context as _, Result};
use journeys::{Api, Office, Person, Signing};
use serde_json::{Value, json};

use super::{cause, of};
use crate::scene::unequipped;

/// An operation as the contract describes it, with a path that leads to nothing.
struct Operation {
    method: String,
    path: String,
    roles: Vec<String>,
    /// An example of its body.
    body: Option<Value>,
    /// Whether the path names a thing.
    names: bool,
}

impl Operation {
    async fn call(&self, api: &Api, body: &Value) -> Result<journeys::Answer> {
        match &*self.method {
            "post" => api.post(&self.path, body).await,
            "put" => api.put(&self.path, body).await,
            "patch" => api.patch(&self.path, body).await,
            "delete" => api.delete(&self.path).await,
            _ => api.get(&self.path).await,
        }
    }

    fn what(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// The operations that people call who are signed in.
fn operations() -> Result<Vec<Operation>> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../infra/openapi.json");
    let document: Value = serde_json::from_str(&std::fs::read_to_string(file)?)?;
    let mut operations = Vec::new();
    for (path, methods) in document["paths"].as_object().context("no paths")? {
        for (method, operation) in methods.as_object().context("no methods")? {
            let Some(roles) = operation["x-roles"].as_array().filter(|_| operation["security"].is_null())
            else {
                continue;
            };
            let content = &operation["requestBody"]["content"]["application/json"];
            operations.push(Operation {
                method: method.clone(),
                path: filled(path),
                roles: roles.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
                body: operation.get("requestBody").map(|_| content["example"].clone()),
                names: path.contains('{'),
            });
        }
    }
    Ok(operations)
}

/// A path to things that nobody has.
fn filled(path: &str) -> String {
    let mut filled = String::new();
    for part in path.split_inclusive('/') {
        let (name, rest) = part.strip_suffix('/').map_or((part, ""), |name| (name, "/"));
        filled.push_str(match name {
            "{case}" | "{book}" | "{appointment}" => "01K8E5V3YJ9X0W6P2R4T7Q1Z5B",
            "{delivery}" => "01K8E5V3YJ9X0W6P2R4T7Q1Z5B-email",
            "{from}" => "1999-01-01",
            name if name.starts_with('{') => "khong-co",
            name => name,
        });
        filled.push_str(rest);
    }
    filled
}

fn officials(office: &Office) -> [(&'static str, &Api); 3] {
    [("officer", &office.officer.api), ("signer", &office.signer.api), ("clerk", &office.clerk.api)]
}

/// Somebody with an account of the portal.
async fn somebody(office: &Office) -> Result<Person> {
    Person::requester(&office.stack, &format!("dvcqg-{}", api::Clock.ulid()), "Trần Văn Thử").await
}

/// Somebody who may call it: of the office, or a requester; administrators are nobody here.
fn allowed<'a>(office: &'a Office, requester: &'a Person, operation: &Operation) -> Option<&'a Api> {
    let may = |role: &str| operation.roles.iter().any(|allowed| allowed == role);
    let requester = ("requester", &requester.api);
    officials(office).into_iter().chain([requester]).find(|(role, _)| may(role)).map(|(_, api)| api)
}

#[tokio::test]
async fn whoever_is_not_in_the_contract_s_roles_is_refused_as_such() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let mut tried = 0;
    for operation in operations()?.iter().filter(|operation| !operation.roles.is_empty()) {
        for (role, api) in officials(&office) {
            if operation.roles.iter().any(|allowed| allowed == role) {
                continue;
            }
            let answer = operation.call(api, operation.body.as_ref().unwrap_or(&json!({}))).await?;
            assert_eq!(cause(answer)?, of(403, "wrong-role"), "{} as {role}", operation.what());
            tried += 1;
        }
    }
    assert!(tried > 60, "{tried}");
    Ok(())
}

#[tokio::test]
async fn what_nobody_has_is_not_found() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let requester = somebody(&office).await?;
    let mut tried = 0;
    for operation in operations()?.iter().filter(|operation| operation.names) {
        let Some(api) = allowed(&office, &requester, operation) else { continue };
        let answer = operation.call(api, operation.body.as_ref().unwrap_or(&json!({}))).await?;
        // A decision of the example's day may be refused before the case is looked for.
        if operation.path.ends_with("/withdraw") && answer.status == 422 {
            continue;
        }
        assert_eq!(cause(answer)?, of(404, "not-found"), "{}", operation.what());
        tried += 1;
    }
    assert!(tried > 20, "{tried}");
    Ok(())
}

#[tokio::test]
async fn a_body_that_is_none_or_too_large_is_refused() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let requester = somebody(&office).await?;
    let large = json!({ "nothing": "a".repeat(4 * 1024 * 1024) });
    let mut tried = 0;
    for operation in operations()?.iter().filter(|operation| operation.body.is_some()) {
        let Some(api) = allowed(&office, &requester, operation) else { continue };
        let what = operation.what();
        assert_eq!(cause(operation.call(api, &json!([])).await?)?, of(400, "malformed-request"), "{what}");
        assert_eq!(cause(operation.call(api, &large).await?)?, of(413, "body-too-large"), "{what}");
        tried += 1;
    }
    assert!(tried > 15, "{tried}");
    Ok(())
}

#[tokio::test]
async fn a_list_begins_and_ends_where_there_is_something() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let api = &office.officer.api;
    for query in [
        "",
        "?state=lost",
        "?state=draft&limit=0",
        "?state=draft&limit=101",
        "?state=draft&limit=many",
        "?state=draft&cursor=nowhere",
        "?state=draft&cursor=2026-11-23T10:00:00.000Z%23x",
        "?state=draft&cursor=%23",
    ] {
        let answer = api.get(&format!("/cases{query}")).await?;
        assert_eq!(cause(answer)?, of(400, "malformed-request"), "{query}");
    }
    // Beyond the end there is nothing, and no further page.
    let beyond = "/cases?state=draft&cursor=2999-01-01T00:00:00.000Z%2301K8E5V3YJ9X0W6P2R4T7Q1Z5B";
    assert_eq!(api.get(beyond).await?.done()?, json!({ "cases": [] }));
    Ok(())
}
