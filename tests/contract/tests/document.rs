//! The document stands in the repository as the types make it, and says what the template and the sample
//! events say.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use contract::{judging, repository};
use serde_json::{Value, json};

/// `(function, logical name, route key)` of each route in `infra/template.yaml`.
fn routes() -> BTreeSet<(String, String, String)> {
    let template = repository::text("infra/template.yaml").unwrap();
    let mut resource = "";
    let mut routes = BTreeSet::new();
    for line in template.lines() {
        if let Some(name) = line.strip_prefix("  ").and_then(|line| line.strip_suffix(':'))
            && !name.starts_with(' ')
        {
            resource = name;
        }
        let between = |before: &str, after: &str| Some(line.split_once(before)?.1.split_once(after)?.0);
        if let (Some(key), Some(function)) =
            (between("RouteKey: \"", "\""), between("integrations/${", "Integration}"))
        {
            routes.insert((in_kebab(function), resource.to_owned(), key.to_owned()));
        }
    }
    routes
}

/// `SignFinalize` → `sign-finalize`.
fn in_kebab(name: &str) -> String {
    let mut kebab = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(letter.to_ascii_lowercase());
    }
    kebab
}

/// Every operation by its route key.
fn operations(document: &Value) -> BTreeMap<String, Value> {
    let mut operations = BTreeMap::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            operations.insert(format!("{} {path}", method.to_uppercase()), operation.clone());
        }
    }
    operations
}

#[test]
fn the_document_in_the_repository_is_the_one_that_the_types_make() {
    let kept: Value = serde_json::from_str(&repository::text("infra/openapi.json").unwrap()).unwrap();
    assert!(
        kept == contract::document().unwrap(),
        "infra/openapi.json is stale: run `cargo xtask contract` and commit the file"
    );
}

#[test]
fn every_route_is_an_operation_and_every_operation_a_route() {
    let described: BTreeSet<_> = operations(&contract::document().unwrap())
        .into_iter()
        .map(|(route, operation)| {
            let id = operation["operationId"].as_str().unwrap();
            let name = format!("{}{}", id[..1].to_uppercase(), &id[1..]);
            (operation["tags"][0].as_str().unwrap().to_owned(), name, route)
        })
        .collect();
    assert_eq!(described, routes());
}

#[test]
fn an_operation_has_every_parameter_of_its_path() {
    for (route, operation) in operations(&contract::document().unwrap()) {
        let named: BTreeSet<_> =
            route.split('{').skip(1).map(|rest| rest.split_once('}').unwrap().0).collect();
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let described: BTreeSet<_> = parameters
            .filter(|parameter| parameter["in"] == "path" && parameter["required"] == true)
            .map(|parameter| parameter["name"].as_str().unwrap())
            .collect();
        assert_eq!(described, named, "{route}");
    }
}

#[test]
fn the_body_of_a_sample_event_is_one_that_its_operation_takes() {
    let document = contract::document().unwrap();
    let operations = operations(&document);
    for (event, (route, body)) in repository::sample_bodies().unwrap() {
        let described = operations[&route].get("requestBody");
        assert_eq!(body.is_some(), described.is_some(), "{event}: a body, and one in the contract");
        if let (Some(body), Some(described)) = (body, described) {
            let validator =
                judging::schema(&document, &described["content"]["application/json"]["schema"]).unwrap();
            assert_eq!(judging::faults(&validator, &body), [""; 0], "{event}");
        }
    }
}

#[test]
fn a_body_with_a_field_that_nobody_reads_is_not_in_the_contract() {
    let document = contract::document().unwrap();
    for (route, operation) in operations(&document) {
        let Some(described) = operation.get("requestBody") else { continue };
        let content = &described["content"]["application/json"];
        let mut body = content["example"].clone();
        body["nobody_reads_this"] = json!(1);
        assert!(!judging::schema(&document, &content["schema"]).unwrap().is_valid(&body), "{route}");
    }
}

#[test]
fn an_answer_has_an_example_that_fits_its_schema() {
    let document = contract::document().unwrap();
    let mut judged = BTreeSet::new();
    for (route, operation) in operations(&document) {
        for (status, response) in operation["responses"].as_object().unwrap() {
            let content = response["content"].as_object().into_iter().flatten();
            for (_, described) in content {
                let reference = described["schema"]["$ref"].as_str().unwrap();
                let pointer = reference.strip_prefix('#').unwrap();
                let example = document.pointer(&format!("{pointer}/example"));
                let example =
                    example.unwrap_or_else(|| panic!("{route} {status}: {reference} has no example"));
                let validator = judging::schema(&document, &described["schema"]).unwrap();
                assert_eq!(judging::faults(&validator, example), [""; 0], "{route} {status}");
                judged.insert(reference.to_owned());
            }
        }
    }
    assert!(judged.contains("#/components/schemas/CaseView"), "{judged:?}");
}

#[test]
fn only_what_has_no_body_answers_without_a_schema() {
    for (route, operation) in operations(&contract::document().unwrap()) {
        for (status, response) in operation["responses"].as_object().unwrap() {
            let described = response.get("content").is_some() || response.get("$ref").is_some();
            assert_eq!(described, !["204", "303"].contains(&status.as_str()), "{route} {status}");
        }
    }
}
