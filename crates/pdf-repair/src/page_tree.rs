//! The pages in their order, each with what it inherits (ISO 32000-2, 7.7.3).

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};
use pdf_signing::scan::{MAX_PAGES, Refusal};

use crate::NotRepaired;
use crate::graph::{catalog, elements, integer, name, reference};

/// Levels of the page tree, at most.
const MAX_DEPTH: usize = 64;
/// Nodes of the page tree that are not pages, at most.
const MAX_NODES: usize = 4_096;
/// What a page takes from the nodes above it (table 31).
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// A page.
#[derive(Debug)]
pub(crate) struct Page {
    /// Its object. A page that stands in the tree twice is two objects here.
    pub(crate) id: ObjectId,
    /// Its entries, those that it inherits too.
    pub(crate) dictionary: Dictionary,
}

/// Reads the pages.
pub(crate) fn read(document: &mut Document) -> Result<Vec<Page>, NotRepaired> {
    let root = catalog(document).and_then(|catalog| catalog.get(b"Pages").ok()).and_then(reference);
    let root = root.ok_or(NotRepaired::Unreadable)?;
    let mut pages = Vec::new();
    let mut nodes = BTreeSet::new();
    // a node, what it inherits, and its level
    let mut open = vec![(root, Dictionary::new(), 0_usize)];
    while let Some((id, above, level)) = open.pop() {
        let missing = NotRepaired::Incomplete { object: id.0, what: "page tree node" };
        let Some(Object::Dictionary(node)) = document.objects.get(&id) else { return Err(missing) };
        let mut inherited = above;
        for key in INHERITED {
            if let Ok(value) = node.get(key) {
                inherited.set(key, value.clone());
            }
        }
        if name(document, node, b"Type") == Some(b"Page") || !node.has(b"Kids") {
            let mut dictionary = node.clone();
            for (key, value) in inherited {
                dictionary.set(key, value);
            }
            pages.push(Page { id, dictionary });
            if pages.len() > MAX_PAGES {
                return Err(NotRepaired::Refused(Refusal::TooManyPages));
            }
            continue;
        }
        if !nodes.insert(id) || nodes.len() > MAX_NODES || level > MAX_DEPTH {
            return Err(NotRepaired::TooComplex { what: "page tree" });
        }
        let Ok(kids) = node.get(b"Kids") else { return Err(missing) };
        let kids: Option<Vec<ObjectId>> = elements(document, kids).into_iter().map(reference).collect();
        let kids = kids.ok_or(missing)?;
        if kids.len() > MAX_PAGES + MAX_NODES || open.len() > 2 * (MAX_PAGES + MAX_NODES) {
            return Err(NotRepaired::Refused(Refusal::TooManyPages));
        }
        open.extend(kids.into_iter().rev().map(|kid| (kid, inherited.clone(), level + 1)));
    }
    complete(document, root, pages.len())?;
    Ok(set_apart(document, pages))
}

/// Fewer pages than the root counts: some were lost.
fn complete(document: &Document, root: ObjectId, found: usize) -> Result<(), NotRepaired> {
    let counted = match document.objects.get(&root) {
        Some(Object::Dictionary(root)) => integer(document, root, b"Count"),
        _ => None,
    };
    match counted.and_then(|count| usize::try_from(count).ok()) {
        Some(count) if count > found => Err(NotRepaired::Incomplete { object: root.0, what: "pages" }),
        _ if found == 0 => Err(NotRepaired::Refused(Refusal::NoPages)),
        _ => Ok(()),
    }
}

/// Gives a page that stands in the tree again an object of its own.
fn set_apart(document: &mut Document, mut pages: Vec<Page>) -> Vec<Page> {
    let mut seen = BTreeSet::new();
    for page in &mut pages {
        if !seen.insert(page.id) {
            page.id = document.add_object(Object::Null);
        }
    }
    pages
}
