//! `docs/manual.md` maps the officials' manual to operations and tests that exist.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{collections::BTreeSet, fs, path::Path};

use contract::repository;

/// The cells of the tables' rows, heads and rules apart.
fn rows(text: &str) -> Vec<Vec<&str>> {
    let rows = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| The manual"));
    rows.map(|row| row.trim_matches('|').split(" | ").map(str::trim).collect()).collect()
}

/// What stands between backquotes.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

fn tests_in(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            tests_in(&path, found);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let names = text.split("#[tokio::test").skip(1).filter_map(|rest| {
            let (_, rest) = rest.split_once("fn ")?;
            rest.split_once('(').map(|(name, _)| name.to_owned())
        });
        found.extend(names);
    }
}

fn operations() -> BTreeSet<String> {
    let document = contract::document().unwrap();
    let paths = document["paths"].as_object().unwrap().values();
    let operations = paths.flat_map(|methods| methods.as_object().unwrap().values());
    operations.map(|operation| operation["operationId"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_function_of_the_manual_has_an_operation_and_a_test() {
    let manual = repository::text("docs/manual.md").unwrap();
    let mut journeys = BTreeSet::new();
    tests_in(&repository::path("tests/tests"), &mut journeys);
    // `x-roles` is a word of the contract, `place` a field of a body.
    let mut known = operations();
    known.extend(["x-roles", "place"].map(str::to_owned));
    let rows = rows(&manual);
    assert!(rows.len() > 35, "{} rows", rows.len());
    for row in rows {
        let [sentence, operation, test] = row.as_slice() else { panic!("three cells: {row:?}") };
        let unknown: Vec<_> = quoted(operation).filter(|name| !known.contains(*name)).collect();
        assert!(quoted(operation).count() > 0 && unknown.is_empty(), "{sentence}: {operation}");
        let unknown: Vec<_> = quoted(test).filter(|name| !journeys.contains(*name)).collect();
        assert!(quoted(test).count() > 0 && unknown.is_empty(), "{sentence}: {test}");
    }
}
