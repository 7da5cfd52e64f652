//! The interactive form that a scan may hold (ISO 32000-2, 12.7): none is accepted that has a field.
//!
//! Readers draw a field anew from its value, and signing a field locks others: a copy has the fields of its two
//! signatures and no others. A form without fields shows nothing, so an update puts its own in its place.

use std::collections::BTreeSet;

use super::Refusal;
use super::document::Document;
use super::page_tree::references;
use super::syntax::{Dictionary, Lexer, Object, Value, parse_value};
use crate::plan::{ObjectRef, PagePlan};

/// Fields of the form, at most.
const MAX_FIELDS: usize = 20_000;

/// Refuses a document that has a form field, in the catalog's form or on a page.
pub(super) fn refuse_fields(
    document: &Document<'_>,
    root: ObjectRef,
    catalog: &Dictionary<'_>,
    pages: &[PagePlan],
) -> Result<(), Refusal> {
    refuse_form(document, root, catalog)?;
    pages.iter().try_for_each(|page| refuse_widgets(document, page))
}

fn refuse_form(document: &Document<'_>, root: ObjectRef, catalog: &Dictionary<'_>) -> Result<(), Refusal> {
    let Some(value) = catalog.value(b"AcroForm") else { return Ok(()) };
    let holder = holder_of(value, root);
    let held = document.follow(value)?;
    let form = held.value()?;
    let dictionary = match &form.object {
        Object::Null => return Ok(()),
        Object::Dictionary(dictionary) => dictionary,
        _ => return Err(damaged(document, "AcroForm is not a dictionary")),
    };
    let Some(value) = dictionary.value(b"Fields") else { return Ok(()) };
    let holder = holder_of(value, holder);
    let held = document.follow(value)?;
    let fields = held.value()?;
    match &fields.object {
        Object::Null => Ok(()),
        Object::Array(fields) => refuse_roots(document, holder, fields),
        _ => Err(damaged(document, "Fields is not an array")),
    }
}

/// Refuses the first field; a signature anywhere among them is the graver cause.
fn refuse_roots(document: &Document<'_>, holder: ObjectRef, roots: &[Value<'_>]) -> Result<(), Refusal> {
    let mut found = None;
    let mut open = Vec::new();
    for root in roots {
        match &root.object {
            Object::Null => {}
            // each with whether it inherits the type of a signature field
            Object::Reference(reference) => open.push((*reference, false)),
            _ => found = found.or(Some(holder.number)),
        }
    }
    open.reverse();
    let mut seen = BTreeSet::new();
    while let Some((reference, inherits)) = open.pop() {
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
        found = found.or(Some(reference.number));
        let signs = field.name(b"FT").map_or(inherits, |kind| kind == b"Sig");
        if signs && field.value(b"V").is_some() {
            return Err(Refusal::AlreadySigned { object: reference.number });
        }
        let kids = references(document, field, b"Kids", "Kids of a field is not an array of references")?;
        open.extend(kids.into_iter().map(|kid| (kid, signs)));
    }
    found.map_or(Ok(()), |object| Err(Refusal::FormField { object }))
}

/// Refuses a field's widget on a page, which readers show whether the form lists it or not.
fn refuse_widgets(document: &Document<'_>, page: &PagePlan) -> Result<(), Refusal> {
    for annotation in &page.annotations {
        let value = parse_value(&mut Lexer::new(&annotation.0, 0))?;
        let holder = holder_of(&value, page.reference);
        let held = document.follow(&value)?;
        if let Object::Dictionary(annotation) = &held.value()?.object
            && (annotation.name(b"Subtype") == Some(b"Widget") || annotation.value(b"FT").is_some())
        {
            return Err(Refusal::FormField { object: holder.number });
        }
    }
    Ok(())
}

/// The object that holds a value: the one that it refers to, or the one that it stands in.
fn holder_of(value: &Value<'_>, within: ObjectRef) -> ObjectRef {
    match value.object {
        Object::Reference(reference) => reference,
        _ => within,
    }
}

fn damaged(document: &Document<'_>, what: &'static str) -> Refusal {
    Refusal::Damaged { position: document.chain.startxref, what }
}
