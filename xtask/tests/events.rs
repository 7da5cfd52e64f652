//! The sample events and the routes of the template speak of the same things.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// `(function, route key)` of every route in `infra/template.yaml`.
fn routes() -> BTreeSet<(String, String)> {
    let template = fs::read_to_string(root().join("infra/template.yaml")).unwrap();
    let between = |line: &str, before: &str, after: &str| {
        line.split_once(before)
            .and_then(|(_, rest)| rest.split_once(after))
            .map(|(found, _)| found.to_owned())
    };
    template
        .lines()
        .filter_map(|line| {
            let key = between(line, "RouteKey: \"", "\"")?;
            let integration = between(line, "integrations/${", "Integration}")?;
            Some((kebab(&integration), key))
        })
        .collect()
}

/// `SignFinalize` → `sign-finalize`.
fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(letter.to_ascii_lowercase());
    }
    kebab
}

/// Name and content of every sample event.
fn events() -> Vec<(String, Value)> {
    let files = fs::read_dir(root().join("events")).unwrap().map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap())
        })
        .collect()
}

#[test]
fn every_route_has_a_sample_event_and_every_event_a_route() {
    let routes = routes();
    let mut sampled = BTreeSet::new();
    for (name, event) in events() {
        let Some(key) = event["routeKey"].as_str() else { continue };
        let function = routes.iter().find(|(function, _)| name.starts_with(&format!("{function}-"))).unwrap();
        sampled.insert((function.0.clone(), key.to_owned()));
    }
    assert_eq!(sampled, routes);
}

#[test]
fn a_sample_event_fills_its_route() {
    for (name, event) in events() {
        let Some(key) = event["routeKey"].as_str() else { continue };
        let context = &event["requestContext"]["http"];
        let mut path = key.split_once(' ').unwrap().1.to_owned();
        for (parameter, value) in event["pathParameters"].as_object().into_iter().flatten() {
            path = path.replace(&format!("{{{parameter}}}"), value.as_str().unwrap());
        }
        assert_eq!(
            (&event["rawPath"], &context["path"]),
            (&Value::from(&*path), &Value::from(&*path)),
            "{name}"
        );
        let called = format!("{} ", context["method"].as_str().unwrap());
        assert!(key.starts_with(&called), "{name} calls {called}but its route is {key}");
    }
}
