//! The files that the contract has to agree with.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use serde_json::Value;

/// A file or folder by its path from the repository's root.
#[must_use]
pub fn path(from_root: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(from_root)
}

/// The text of a file.
///
/// # Errors
/// When it cannot be read; the path is named.
pub fn text(from_root: &str) -> Result<String> {
    fs::read_to_string(path(from_root)).with_context(|| format!("reading {from_root}"))
}

/// The bodies of the sample requests in `events/`, by name and route key; `None` for one without a body.
///
/// # Errors
/// When an event is not JSON.
pub fn sample_bodies() -> Result<BTreeMap<String, (String, Option<Value>)>> {
    let mut bodies = BTreeMap::new();
    for file in fs::read_dir(path("events")).context("listing events")? {
        let name = file?.file_name().to_string_lossy().into_owned();
        if Path::new(&name).extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let event: Value = serde_json::from_str(&text(&format!("events/{name}"))?).context(name.clone())?;
        let Some(route) = event["routeKey"].as_str() else { continue };
        let body = event["body"].as_str().map(serde_json::from_str).transpose().context(name.clone())?;
        bodies.insert(name, (route.to_owned(), body));
    }
    Ok(bodies)
}
