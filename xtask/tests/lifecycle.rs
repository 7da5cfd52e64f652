//! What the lifecycle rules of the template may remove: nothing that a record points to.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{fs, path::Path};

/// The lines of each lifecycle rule of `infra/template.yaml`.
fn rules() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let template = fs::read_to_string(root.join("infra/template.yaml")).unwrap();
    let mut rules: Vec<String> = Vec::new();
    let mut within = false;
    for line in template.lines().filter(|line| !line.trim_start().starts_with('#')) {
        if line.starts_with("          - Id: ") {
            rules.push(String::new());
            within = true;
        } else if !line.starts_with("            ") {
            within = false;
        }
        if let (true, Some(rule)) = (within, rules.last_mut()) {
            rule.push_str(line.trim());
            rule.push('\n');
        }
    }
    rules
}

fn expires(rule: &str) -> bool {
    rule.contains("ExpirationInDays") || rule.contains("NoncurrentVersionExpiration")
}

#[test]
fn what_records_point_to_expires_only_while_it_is_tagged_as_pending() {
    let pointed_to = ["plans/", "copies/", "scans/"];
    for prefix in pointed_to {
        let of_prefix: Vec<_> =
            rules().into_iter().filter(|rule| rule.contains(&format!("Prefix: {prefix}\n"))).collect();
        assert!(of_prefix.iter().any(|rule| expires(rule)), "orphans of {prefix} never expire");
        for rule in of_prefix {
            assert!(rule.contains("TagFilters: [{ Key: standing, Value: pending }]"), "{rule}");
        }
    }
}

#[test]
fn no_rule_expires_objects_of_every_kind() {
    let rules = rules();
    assert!(rules.len() >= 9, "{} rules", rules.len());
    for rule in rules.iter().filter(|rule| expires(rule)) {
        assert!(rule.contains("Prefix: "), "{rule}");
    }
}
