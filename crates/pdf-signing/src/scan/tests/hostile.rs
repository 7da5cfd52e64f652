//! Hostile and broken scans are refused, each with its cause.

use std::collections::BTreeSet;

use crate::scan::{Refusal, inspect};

#[test]
fn every_hostile_file_is_refused_with_its_cause() {
    let wrong: Vec<_> = scans::hostile()
        .into_iter()
        .map(|hostile| {
            (hostile.name, hostile.code, inspect(&hostile.bytes).map(|inspection| inspection.plan.length))
        })
        .filter(|(_, code, refused)| refused.as_ref().err().map(Refusal::code) != Some(code))
        .collect();
    assert_eq!(wrong, []);
}

#[test]
fn every_cause_is_shown_by_a_hostile_file_and_has_a_message() {
    let refusals: Vec<_> =
        scans::hostile().iter().filter_map(|hostile| inspect(&hostile.bytes).err()).collect();
    let codes: BTreeSet<&str> = refusals.iter().map(Refusal::code).collect();
    assert_eq!(codes, BTreeSet::from(Refusal::CODES));
    for refusal in refusals {
        assert!(refusal.message().ends_with('.') && !refusal.to_string().is_empty());
    }
}
