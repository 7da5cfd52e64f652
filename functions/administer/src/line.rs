//! A change and its line of history.

use api::{Call, Problem};
use certification::{
    administration::{AdministrationEntry, FieldChange},
    agency::Agency,
};
use records::Line;
use serde::Serialize;
use serde_json::Value;

use crate::Services;

/// Fields of an agency's record that no administrator sets, or whose keys say enough.
const NOT_SETTINGS: [&str; 5] = ["id", "challenge", "seal_image", "version", "certificate"];

/// The line of a change by the caller.
pub(crate) fn entry(
    services: &Services,
    call: &Call,
    action: &str,
    subject: Option<String>,
    fields: Vec<FieldChange>,
) -> AdministrationEntry {
    AdministrationEntry {
        id: services.clock.ulid(),
        at: services.clock.now(),
        by: call.caller.official.clone(),
        of: call.caller.agency.clone(),
        action: action.to_owned(),
        subject,
        fields,
        request_id: call.request_id.clone(),
    }
}

/// Stores what an administrator set of an agency. Where nothing differs nothing is written.
pub(crate) async fn change_agency(
    services: &Services,
    call: &Call,
    before: &Agency,
    after: Agency,
    action: &str,
    subject: Option<String>,
) -> Result<Agency, Problem> {
    let fields = FieldChange::between(&settings(before)?, &settings(&after)?, &[]);
    if fields.is_empty() {
        return Ok(after);
    }
    let entry = entry(services, call, action, subject, fields);
    let line = Line { agency: &before.id, entry: &entry };
    Ok(services.records.change_agency(&after, line).await?)
}

/// What an administrator sets of an agency, as the history compares it.
pub(crate) fn settings(agency: &Agency) -> Result<Value, Problem> {
    let mut value = value(agency)?;
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|name, _| !NOT_SETTINGS.contains(&name.as_str()));
    }
    Ok(value)
}

/// A value as the history keeps it.
pub(crate) fn value(of: &impl Serialize) -> Result<Value, Problem> {
    serde_json::to_value(of).map_err(|error| Problem::unexpected(&error))
}
