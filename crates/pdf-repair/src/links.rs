//! Links that stay: to a page, or to a web address (ISO 32000-2, 12.5.6.5).

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};

use crate::Change;
use crate::graph::{dictionary, elements, follow, name, value};

/// What a link keeps beside its destination.
const KEPT: [&[u8]; 8] = [b"Rect", b"Border", b"BS", b"C", b"F", b"H", b"QuadPoints", b"StructParent"];
/// Beginnings of addresses that are only opened.
const SCHEMES: [&[u8]; 3] = [b"http://", b"https://", b"mailto:"];

/// A link without what else it may do; `None` when nothing is left of it.
pub(crate) fn plain(
    document: &Document,
    link: &Dictionary,
    changes: &mut BTreeSet<Change>,
) -> Option<Dictionary> {
    let mut plain = Dictionary::new();
    plain.set("Type", "Annot");
    plain.set("Subtype", "Link");
    for key in KEPT {
        if let Ok(value) = link.get(key) {
            plain.set(key, value.clone());
        }
    }
    let (key, destination) = destination(document, link);
    if let Some(destination) = destination {
        plain.set(key, destination);
    } else {
        changes.insert(Change::Actions);
        if !has_border(document, link) {
            return None;
        }
    }
    if link.has(b"AA") || link.has(b"PA") {
        changes.insert(Change::Actions);
    }
    Some(plain)
}

fn destination(document: &Document, link: &Dictionary) -> (&'static str, Option<Object>) {
    if let Ok(destination) = link.get(b"Dest") {
        return ("Dest", Some(destination.clone()));
    }
    let Some(action) = dictionary(document, link, b"A") else { return ("Dest", None) };
    match name(document, action, b"S") {
        Some(b"GoTo") => ("Dest", action.get(b"D").ok().cloned()),
        Some(b"URI") => match value(document, action, b"URI") {
            address @ Object::String(text, _) if opens(text) => {
                let mut uri = Dictionary::new();
                uri.set("S", "URI");
                uri.set("URI", address.clone());
                ("A", Some(Object::Dictionary(uri)))
            }
            _ => ("A", None),
        },
        _ => ("A", None),
    }
}

fn opens(address: &[u8]) -> bool {
    SCHEMES
        .iter()
        .any(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// Whether a border is drawn; without an entry it is one unit wide (table 166).
fn has_border(document: &Document, link: &Dictionary) -> bool {
    let width = match (dictionary(document, link, b"BS"), link.get(b"Border")) {
        (Some(style), _) => style.get(b"W").ok(),
        (None, Ok(border)) => elements(document, border).get(2).copied(),
        (None, Err(_)) => None,
    };
    !matches!(width.map(|width| follow(document, width)), Some(Object::Integer(0)))
        && !matches!(width.map(|width| follow(document, width)), Some(Object::Real(width)) if *width == 0.0)
}
