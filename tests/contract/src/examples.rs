//! Examples of answers: a type's own, or put together from those of its parts.

use serde_json::{Map, Value};

/// Gives every schema an example whose parts have one.
pub(crate) fn complete(schemas: &mut Map<String, Value>) {
    let names: Vec<_> = schemas.keys().cloned().collect();
    for name in names {
        let made = schemas.get(&name).and_then(|schema| of(schema, schemas));
        if let (Some(made), Some(schema)) = (made, schemas.get_mut(&name)) {
            schema["example"] = made;
        }
    }
}

/// The example of a schema; none when a required part of it has none. The schemas refer to each other
/// without circles, since each is the type of a JSON text without end otherwise.
fn of(schema: &Value, schemas: &Map<String, Value>) -> Option<Value> {
    if let Some(own) = schema.get("example") {
        return Some(own.clone());
    }
    if let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next()) {
        return of(schemas.get(name)?, schemas);
    }
    if schema["type"] == "array" {
        return Some(Value::Array(vec![of(&schema["items"], schemas)?]));
    }
    let (required, properties) = (schema["required"].as_array()?, schema["properties"].as_object()?);
    let parts = required.iter().map(|name| {
        let name = name.as_str()?;
        Some((name.to_owned(), of(properties.get(name)?, schemas)?))
    });
    parts.collect::<Option<Map<_, _>>>().map(Value::Object)
}
