//! Answers leave out what there is not; they never say `null`.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// Takes `null` out of the optional properties of every schema that an answer is made of. (The derived
/// schemas have it, since the request bodies' readers do take it.)
pub(crate) fn say_no_null(paths: &Map<String, Value>, schemas: &mut Map<String, Value>) {
    let mut names = BTreeSet::from(["ProblemBody".to_owned()]);
    for operation in paths.values().filter_map(Value::as_object).flat_map(Map::values) {
        references(&operation["responses"], &mut names);
    }
    let mut done = BTreeSet::new();
    while let Some(name) = names.difference(&done).next().cloned() {
        if let Some(schema) = schemas.get_mut(&name) {
            let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
            properties.into_iter().flat_map(Map::values_mut).for_each(without_null);
            references(schema, &mut names);
        }
        done.insert(name);
    }
}

fn without_null(property: &mut Value) {
    let null = json!({ "type": "null" });
    if let Some(types) = property.get_mut("type").and_then(Value::as_array_mut) {
        types.retain(|kind| kind != "null");
        if let [only] = types.as_slice() {
            property["type"] = only.clone();
        }
    }
    if let Some(choices) = property.get_mut("oneOf").and_then(Value::as_array_mut) {
        choices.retain(|choice| *choice != null);
        if let [only] = choices.as_slice() {
            *property = only.clone();
        }
    }
}

/// The names of the schemas that are referred to anywhere in a value.
fn references(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            if let Some(Value::String(reference)) = object.get("$ref")
                && let Some(name) = reference.strip_prefix("#/components/schemas/")
            {
                names.insert(name.to_owned());
            }
            object.values().for_each(|value| references(value, names));
        }
        Value::Array(values) => values.iter().for_each(|value| references(value, names)),
        _ => {}
    }
}
