//! The annotations of a page: links within the file or to an address, and nothing that draws (ISO 32000-2, 12.5).

use super::Refusal;
use super::document::Document;
use super::syntax::{Dictionary, Object};
use crate::plan::ObjectRef;

/// Refuses a page with annotations other than links, whatever their dictionaries call themselves. Form fields
/// are looked at with the form.
pub(super) fn refuse_annotations(
    document: &Document<'_>,
    page: &Dictionary<'_>,
    reference: ObjectRef,
) -> Result<(), Refusal> {
    let Some(annotations) = page.value(b"Annots") else { return Ok(()) };
    let held = document.follow(annotations)?;
    let Object::Array(annotations) = held.value()?.object else { return Ok(()) };
    for annotation in &annotations {
        let held = document.follow(annotation)?;
        match held.value()?.object {
            Object::Null => {}
            Object::Dictionary(annotation)
                if matches!(annotation.name(b"Subtype"), Some(b"Link" | b"Widget")) => {}
            _ => return Err(Refusal::Annotation { object: reference.number }),
        }
    }
    Ok(())
}
