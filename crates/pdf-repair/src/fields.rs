//! Form fields: what their widgets inherit, and forms that cannot be drawn (ISO 32000-2, 12.7).

use lopdf::{Dictionary, Document, Object};

use crate::NotRepaired;
use crate::graph::{catalog, dictionary, dictionary_of, name, value};

/// Levels of the tree of fields, at most.
const MAX_DEPTH: usize = 32;

/// Refuses a form whose pages are made by the viewer (Annex K).
pub(crate) fn refuse_dynamic(document: &Document) -> Result<(), NotRepaired> {
    let Some(catalog) = catalog(document) else { return Ok(()) };
    let Some(form) = dictionary(document, catalog, b"AcroForm") else { return Ok(()) };
    if !form.has(b"XFA") {
        return Ok(());
    }
    let rendered = matches!(value(document, catalog, b"NeedsRendering"), Object::Boolean(true));
    let is_widget = |object: &Object| {
        dictionary_of(object).is_some_and(|own| name(document, own, b"Subtype") == Some(b"Widget"))
    };
    if rendered || !document.objects.values().any(is_widget) {
        return Err(NotRepaired::DynamicForm);
    }
    Ok(())
}

/// Whether viewers draw the values of fields by themselves.
pub(crate) fn need_appearances(document: &Document) -> bool {
    catalog(document)
        .and_then(|catalog| dictionary(document, catalog, b"AcroForm"))
        .is_some_and(|form| matches!(value(document, form, b"NeedAppearances"), Object::Boolean(true)))
}

/// The resources that fields share.
pub(crate) fn default_resources(document: &Document) -> Option<&Object> {
    let form = catalog(document).and_then(|catalog| dictionary(document, catalog, b"AcroForm"))?;
    form.get(b"DR").ok()
}

/// A value that a widget has or inherits from its fields; null when there is none.
pub(crate) fn inherited<'d>(document: &'d Document, widget: &'d Dictionary, key: &[u8]) -> &'d Object {
    let mut field = Some(widget);
    for _ in 0..MAX_DEPTH {
        match field {
            Some(own) if own.has(key) => return value(document, own, key),
            Some(own) => field = dictionary(document, own, b"Parent"),
            None => break,
        }
    }
    &Object::Null
}

/// Whether a value is one that is shown.
pub(crate) fn shows(value: &Object) -> bool {
    match value {
        Object::Null => false,
        Object::String(text, _) => !text.is_empty(),
        Object::Name(name) => name != b"Off",
        Object::Array(values) => !values.is_empty(),
        _ => true,
    }
}
