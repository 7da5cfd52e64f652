//! A change and its line of history.

use api::{Answer, Call, Problem};
use certification::{
    administration::{AdministrationAction, AdministrationEntry, FieldChange},
    agency::Agency,
};
use records::{Line, Versioned as _};
use serde::Serialize;
use serde_json::Value;

use crate::Services;

/// Fields of an agency's record that no administrator sets, or whose keys say enough.
const NOT_SETTINGS: [&str; 5] = ["id", "challenge", "seal_image", "version", "certificate"];

/// The line of a change by the caller.
pub(crate) fn entry(
    services: &Services,
    call: &Call,
    action: AdministrationAction,
    subject: Option<String>,
    fields: Vec<FieldChange>,
) -> AdministrationEntry {
    AdministrationEntry {
        id: services.clock.ulid(),
        at: services.clock.now(),
        by: call.caller.official.clone(),
        of: call.caller.agency.clone(),
        action,
        subject,
        fields,
        request_id: call.request_id.clone(),
    }
}

/// An agency as it is answered once its change is stored: the same where nothing differs.
pub(crate) fn once_stored(before: &Agency, after: &Agency) -> Result<Agency, Problem> {
    Ok(if settings(before)? == settings(after)? { after.clone() } else { after.stored() })
}

/// Stores what an administrator set of an agency, with the answer, and gives the answer. Where nothing differs
/// nothing is written.
pub(crate) async fn change_agency(
    services: &Services,
    call: &Call,
    (before, after): (&Agency, &Agency),
    action: AdministrationAction,
    subject: Option<String>,
    answer: Answer,
) -> Result<Answer, Problem> {
    let fields = fields(&settings(before)?, &settings(after)?, &[])?;
    if !fields.is_empty() {
        let entry = entry(services, call, action, subject, fields);
        let reply = call.reply(&answer);
        let line = Line { agency: &before.id, entry: &entry, reply: reply.as_ref() };
        services.records.change_agency(after, line).await?;
    }
    Ok(answer)
}

/// The fields that differ; of those in `personal` only the names.
pub(crate) fn fields(before: &Value, after: &Value, personal: &[&str]) -> Result<Vec<FieldChange>, Problem> {
    FieldChange::between(before, after, personal).map_err(|error| Problem::unexpected(&error))
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
