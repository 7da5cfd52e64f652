//! Structure tree and bookmarks: kept when all that they name is there.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::Change;

/// Keys that lead back, or to a page, and are not followed.
const BACK: [&[u8]; 4] = [b"P", b"Parent", b"Prev", b"Last"];

/// Removes from a catalog the structure tree and the bookmarks that name something that is gone.
pub(crate) fn remove_broken(
    document: &Document,
    catalog: &mut Dictionary,
    gone: &BTreeSet<ObjectId>,
    changes: &mut BTreeSet<Change>,
) {
    for (key, change) in [(&b"StructTreeRoot"[..], Change::Tags), (b"Outlines", Change::Bookmarks)] {
        let broken = catalog.get(key).is_ok_and(|root| !complete(document, root, gone));
        if broken {
            catalog.remove(key);
            changes.insert(change);
        }
    }
    if !catalog.has(b"StructTreeRoot") {
        catalog.remove(b"MarkInfo");
    }
}

fn complete(document: &Document, root: &Object, gone: &BTreeSet<ObjectId>) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![root];
    while let Some(value) = open.pop() {
        match value {
            Object::Reference(id) => {
                let Some(object) = document.objects.get(id).filter(|_| !gone.contains(id)) else {
                    return false;
                };
                let page = matches!(object, Object::Dictionary(own) if own.has_type(b"Page") || own.has_type(b"Annot"));
                if seen.insert(*id) && !page {
                    open.push(object);
                }
            }
            Object::Array(elements) => open.extend(elements),
            Object::Dictionary(dictionary) => {
                open.extend(
                    dictionary
                        .iter()
                        .filter(|(key, _)| !BACK.contains(&key.as_slice()))
                        .map(|(_, value)| value),
                );
            }
            _ => {}
        }
    }
    true
}
