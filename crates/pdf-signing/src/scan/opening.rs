//! What a reader does when it opens the file: it may go to a page, and nothing else (ISO 32000-2, 7.7.2).

use super::Refusal;
use super::document::Document;
use super::syntax::{Dictionary, Object};

/// Refuses an `/OpenAction` that is not a destination in the file.
pub(super) fn refuse_opening_action(
    document: &Document<'_>,
    catalog: &Dictionary<'_>,
    object: u32,
) -> Result<(), Refusal> {
    let Some(value) = catalog.value(b"OpenAction") else { return Ok(()) };
    let held = document.follow(value)?;
    match &held.value()?.object {
        Object::Null | Object::Array(_) => Ok(()),
        Object::Dictionary(action)
            if action.name(b"S") == Some(b"GoTo") && action.value(b"Next").is_none() =>
        {
            Ok(())
        }
        _ => Err(Refusal::Script { object }),
    }
}
