//! Answers leave out what there is not; they never say `null`.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

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
            for property in schema["properties"].as_object_mut().into_iter().flat_map(Map::values_mut) {
                without_null(property);
            }
            references(schema, &mut names);
        }
        done.insert(name);
    }
}

fn without_null(property: &mut Value) {
    if let Some(types) = property["type"].as_array() {
        let left: Vec<_> = types.iter().filter(|kind| *kind != "null").cloned().collect();
        if let [only] = left.as_slice() {
            property["type"] = only.clone();
        }
    }
    if let Some([null, other]) = property["oneOf"].as_array().map(Vec::as_slice)
        && null["type"] == "null"
    {
        *property = other.clone();
    }
    // Looking a key up for writing makes it.
    if let Some(object) = property.as_object_mut() {
        object.retain(|_, value| !value.is_null());
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
