//! Judging a value by a schema of the document.

use anyhow::{Result, anyhow};
use serde_json::{Value, json};

/// A schema of the document, ready to judge values.
///
/// # Errors
/// When it is no schema.
pub fn schema(document: &Value, schema: &Value) -> Result<jsonschema::Validator> {
    let whole = json!({ "components": document["components"], "allOf": [schema] });
    let options = jsonschema::draft202012::options().should_validate_formats(true);
    options.build(&whole).map_err(|error| anyhow!("{error}"))
}

/// What is wrong with a value, and where.
#[must_use]
pub fn faults(validator: &jsonschema::Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}
