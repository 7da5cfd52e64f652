//! Request bodies: whether one must be sent, and what one looks like.

use anyhow::Result;
use serde_json::{Map, Value};

use crate::repository;

/// Says of each body whether it may be left out (`{}` is meant then), and shows the sample event's.
///
/// # Errors
/// When a sample event cannot be read.
pub(crate) fn complete(paths: &mut Map<String, Value>, schemas: &Map<String, Value>) -> Result<()> {
    let samples = repository::sample_bodies()?;
    for (path, methods) in paths.iter_mut() {
        for (method, operation) in methods.as_object_mut().into_iter().flatten() {
            let Some(body) = operation.get_mut("requestBody") else { continue };
            let content = &mut body["content"]["application/json"];
            let name = content["schema"]["$ref"].as_str().and_then(|reference| reference.rsplit('/').next());
            let needed = name.and_then(|name| schemas.get(name)?.get("required"));
            let needed = needed.and_then(Value::as_array).is_some_and(|fields| !fields.is_empty());
            let route = format!("{} {path}", method.to_uppercase());
            if let Some((_, Some(sample))) = samples.values().find(|(key, _)| *key == route) {
                content["example"] = sample.clone();
            }
            body["required"] = needed.into();
        }
    }
    Ok(())
}
