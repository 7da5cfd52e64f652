//! The interactive form that a scan may hold (ISO 32000-2, 12.7).

use std::collections::BTreeSet;

use super::Refusal;
use super::document::Document;
use super::page_tree::references;
use super::raw::raw_dictionary;
use super::syntax::{Dictionary, Object, text};
use crate::plan::{FormPlan, ObjectRef};

/// Fields of the form, at most.
const MAX_FIELDS: usize = 20_000;

/// Reads the form of a catalog; `None` when there is none.
pub(super) fn read_form(
    document: &Document<'_>,
    catalog: &Dictionary<'_>,
) -> Result<Option<FormPlan>, Refusal> {
    let Some(value) = catalog.value(b"AcroForm") else { return Ok(None) };
    let held = document.follow(value)?;
    let form = held.value()?;
    let dictionary = match &form.object {
        Object::Null => return Ok(None),
        Object::Dictionary(dictionary) => dictionary,
        _ => return Err(damaged(document, "AcroForm is not a dictionary")),
    };
    let fields = references(document, dictionary, b"Fields", "Fields is not an array of references")?;
    Ok(Some(FormPlan {
        reference: match value.object {
            Object::Reference(reference) => Some(reference),
            _ => None,
        },
        dictionary: raw_dictionary(document, dictionary, &[b"Fields"])?,
        names: read_fields(document, &fields)?,
        fields,
    }))
}

/// Goes through the tree of fields, refuses a signature, and gives the names of the root fields.
fn read_fields(document: &Document<'_>, roots: &[ObjectRef]) -> Result<Vec<String>, Refusal> {
    let mut names = Vec::new();
    let mut seen = BTreeSet::new();
    // a field, whether it is a root, and whether it inherits the type of a signature field
    let mut open: Vec<(ObjectRef, bool, bool)> =
        roots.iter().rev().map(|root| (*root, true, false)).collect();
    while let Some((reference, is_root, inherits)) = open.pop() {
        if !seen.insert(reference.number) {
            continue;
        }
        if seen.len() + open.len() > MAX_FIELDS {
            return Err(Refusal::TooComplex { position: document.chain.startxref });
        }
        let held = document.load(reference)?;
        let value = held.value()?;
        let field = match &value.object {
            Object::Dictionary(field) => field,
            Object::Null => continue,
            _ => return Err(damaged(document, "form field is not a dictionary")),
        };
        let signs = field.name(b"FT").map_or(inherits, |kind| kind == b"Sig");
        if signs && field.value(b"V").is_some() {
            return Err(Refusal::AlreadySigned { object: reference.number });
        }
        if let (true, Some(Object::String(name))) = (is_root, field.object(b"T")) {
            names.push(text(name));
        }
        let kids = references(document, field, b"Kids", "Kids of a field is not an array of references")?;
        open.extend(kids.into_iter().map(|kid| (kid, false, signs)));
    }
    Ok(names)
}

fn damaged(document: &Document<'_>, what: &'static str) -> Refusal {
    Refusal::Damaged { position: document.chain.startxref, what }
}
