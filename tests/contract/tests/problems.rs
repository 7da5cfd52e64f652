//! The list of problems is the list of what the sources can answer.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{collections::BTreeSet, fs, path::Path};

use contract::{problems, repository};

/// The refusals of the signing crate, which carry their own codes.
const REFUSALS: [&str; 3] = ["cms/refusal.rs", "increment/error.rs", "increment/image/refusal.rs"];
/// A fault of the build, which `desk` answers as `unexpected`.
const NEVER_ANSWERED: &str = "font";
/// What makes a problem of a code; the status may stand between.
const MAKERS: [&str; 5] =
    ["Problem::new(", "Self::new(", "Problem::conflict(", "Self::conflict(", "Problem::unprocessable("];

fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(fs::read_to_string(&path).unwrap());
        }
    }
}

/// The code in the first string literal of an argument list: nothing but a status may come before it.
fn code(arguments: &str) -> Option<&str> {
    let (before, rest) = arguments.split_once('"')?;
    let plain = before.chars().all(|c| c.is_ascii_digit() || c == ',' || c.is_whitespace());
    let (text, _) = rest.split_once('"')?;
    (plain && text.chars().all(|c| c.is_ascii_lowercase() || c == '-')).then_some(text)
}

fn codes_in_the_sources() -> BTreeSet<String> {
    let mut texts = Vec::new();
    for folder in ["crates/api/src", "crates/desk/src", "functions"] {
        sources(&repository::path(folder), &mut texts);
    }
    let mut codes = BTreeSet::new();
    for text in &texts {
        for maker in MAKERS {
            codes.extend(text.split(maker).skip(1).filter_map(code).map(str::to_owned));
        }
    }
    for file in REFUSALS {
        let text = repository::text(&format!("crates/pdf-signing/src/{file}")).unwrap();
        codes.extend(text.split("=>").skip(1).filter_map(code).map(str::to_owned));
    }
    codes.remove(NEVER_ANSWERED);
    codes
}

#[test]
fn the_list_has_every_code_of_the_sources_and_no_other() {
    let listed: BTreeSet<_> = problems::all().map(|problem| problem.code.to_owned()).collect();
    assert_eq!(listed, codes_in_the_sources());
}

#[test]
fn every_problem_is_answered_by_some_operation() {
    let document = contract::document().unwrap();
    let methods = document["paths"].as_object().unwrap().values().flat_map(|path| path.as_object().unwrap());
    let named: BTreeSet<_> = methods
        .flat_map(|(_, operation)| operation["x-problems"].as_array().unwrap())
        .map(|code| code.as_str().unwrap().to_owned())
        .collect();
    let listed: BTreeSet<_> = problems::all().map(|problem| problem.code.to_owned()).collect();
    assert_eq!(named, listed);
}
