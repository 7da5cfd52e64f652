//! Catalog, page tree and pages, written anew from lists of allowed keys.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::annotations::{self, Flattened};
use crate::appearance::Matrix;
use crate::content::{self, operators, stream_of};
use crate::graph::{catalog, dictionary, elements, follow, integer, reference, value};
use crate::page_tree::Page;
use crate::{Change, NotRepaired, fields, tags};

/// Entries of a page that stay.
const OF_PAGE: [&[u8]; 12] = [
    b"MediaBox",
    b"CropBox",
    b"BleedBox",
    b"TrimBox",
    b"ArtBox",
    b"UserUnit",
    b"Resources",
    b"Contents",
    b"Group",
    b"StructParents",
    b"Tabs",
    b"Metadata",
];
/// Entries of the catalog that stay.
const OF_CATALOG: [&[u8]; 11] = [
    b"Lang",
    b"MarkInfo",
    b"Metadata",
    b"Outlines",
    b"OutputIntents",
    b"PageLabels",
    b"PageLayout",
    b"StructTreeRoot",
    b"ViewerPreferences",
    b"Dests",
    b"Extensions",
];
/// Boxes of a page.
const BOXES: [&[u8]; 5] = [b"MediaBox", b"CropBox", b"BleedBox", b"TrimBox", b"ArtBox"];

/// Writes them anew and gives the objects that are not to be reached any more.
pub(crate) fn rebuild(
    document: &mut Document,
    pages: &[Page],
    changes: &mut BTreeSet<Change>,
) -> Result<BTreeSet<ObjectId>, NotRepaired> {
    let kept: BTreeSet<ObjectId> = pages.iter().map(|page| page.id).collect();
    let mut gone: BTreeSet<ObjectId> = document
        .objects
        .iter()
        .filter(|(id, object)| is_page_tree_node(object) && !kept.contains(id))
        .map(|(id, _)| *id)
        .collect();
    let mut written = Vec::new();
    let root = document.new_object_id();
    let mut removed = BTreeSet::new();
    for page in pages {
        let flattened = annotations::flatten(document, page, changes)?;
        removed.extend(flattened.gone.iter().copied());
        if page.dictionary.has(b"AA") {
            changes.insert(Change::Actions);
        }
        let dictionary = page_dictionary(document, page, root, flattened)?;
        written.push((page.id, dictionary));
    }
    gone.extend(removed);
    let kids: Vec<Object> = pages.iter().map(|page| Object::Reference(page.id)).collect();
    let mut node = Dictionary::new();
    node.set("Type", "Pages");
    node.set("Count", i64::try_from(kids.len()).unwrap_or(i64::MAX));
    node.set("Kids", kids);
    document.objects.insert(root, Object::Dictionary(node));
    for (id, page) in written {
        document.objects.insert(id, Object::Dictionary(page));
    }
    let mut own = catalog_dictionary(document, root, changes);
    tags::remove_broken(document, &mut own, &gone, changes);
    let catalog = document.add_object(own);
    document.trailer.set("Root", catalog);
    Ok(gone)
}

fn is_page_tree_node(object: &Object) -> bool {
    matches!(object, Object::Dictionary(node) if node.has_type(b"Page") || node.has_type(b"Pages") || node.has_type(b"Catalog"))
}

fn page_dictionary(
    document: &mut Document,
    page: &Page,
    root: ObjectId,
    flattened: Flattened,
) -> Result<Dictionary, NotRepaired> {
    let mut own = Dictionary::new();
    own.set("Type", "Page");
    own.set("Parent", root);
    for key in OF_PAGE {
        if let Ok(value) = page.dictionary.get(key) {
            let value = if BOXES.contains(&key) { plain_array(document, value) } else { value.clone() };
            own.set(key, value);
        }
    }
    match value(document, &page.dictionary, b"Rotate") {
        Object::Null => {}
        other => match integer(document, &page.dictionary, b"Rotate") {
            Some(degrees) if degrees.rem_euclid(360) == 0 => {}
            Some(degrees) => own.set("Rotate", degrees.rem_euclid(360)),
            None => own.set("Rotate", other.clone()),
        },
    }
    if !own.has(b"Resources") {
        own.set("Resources", Dictionary::new());
    }
    let Flattened { drawn, links, rewritten, .. } = flattened;
    if !links.is_empty() {
        own.set("Annots", links);
    }
    for (id, link) in rewritten {
        document.objects.insert(id, Object::Dictionary(link));
    }
    if !drawn.is_empty() {
        draw(document, &mut own, &drawn)?;
    }
    Ok(own)
}

/// An array whose elements stand in it.
fn plain_array(document: &Document, value: &Object) -> Object {
    match follow(document, value) {
        Object::Array(elements) => {
            Object::Array(elements.iter().map(|element| follow(document, element).clone()).collect())
        }
        other => other.clone(),
    }
}

/// Draws appearances after the content of a page.
fn draw(
    document: &mut Document,
    page: &mut Dictionary,
    drawn: &[(ObjectId, Matrix)],
) -> Result<(), NotRepaired> {
    let found = operators(&content::of_page(document, page)?);
    let mut resources = dictionary(document, page, b"Resources").cloned().unwrap_or_default();
    let mut objects = dictionary(document, &resources, b"XObject").cloned().unwrap_or_default();
    let mut operations = "\n".to_owned() + &"Q ".repeat(found.open + 1);
    for (index, (id, matrix)) in drawn.iter().enumerate() {
        let mut name = format!("Shown{index}");
        while objects.has(name.as_bytes()) {
            name.push('x');
        }
        let operands = matrix.map(|number| format!("{number:.6}")).join(" ");
        let _ = write!(operations, "q {operands} cm /{name} Do Q ");
        objects.set(name, *id);
        as_form(document, *id);
    }
    resources.set("XObject", objects);
    page.set("Resources", resources);
    let before = document.add_object(stream_of("q ".repeat(found.surplus + 1).into_bytes()));
    let after = document.add_object(stream_of(operations.into_bytes()));
    let mut contents = vec![Object::Reference(before)];
    if let Ok(own) = page.get(b"Contents") {
        contents
            .extend(elements(document, own).into_iter().filter(|part| reference(part).is_some()).cloned());
    }
    contents.push(Object::Reference(after));
    page.set("Contents", contents);
    Ok(())
}

/// Makes an appearance a form of its own; resources that it lacks are those of the form (12.7.4.3).
fn as_form(document: &mut Document, id: ObjectId) {
    let shared = fields::default_resources(document).cloned();
    if let Some(Object::Stream(stream)) = document.objects.get_mut(&id) {
        stream.dict.set("Type", "XObject");
        stream.dict.set("Subtype", "Form");
        if !stream.dict.has(b"Resources") {
            stream.dict.set("Resources", shared.unwrap_or_else(|| Object::Dictionary(Dictionary::new())));
        }
    }
}

fn catalog_dictionary(document: &Document, root: ObjectId, changes: &mut BTreeSet<Change>) -> Dictionary {
    let mut own = Dictionary::new();
    own.set("Type", "Catalog");
    own.set("Pages", root);
    let Some(old) = catalog(document) else { return own };
    for key in OF_CATALOG {
        if let Ok(value) = old.get(key) {
            own.set(key, value.clone());
        }
    }
    if let Some(names) = dictionary(document, old, b"Names") {
        if let Ok(destinations) = names.get(b"Dests") {
            let mut kept = Dictionary::new();
            kept.set("Dests", destinations.clone());
            own.set("Names", kept);
        }
        changes.extend(names.has(b"JavaScript").then_some(Change::Actions));
        changes.extend(names.has(b"EmbeddedFiles").then_some(Change::Files));
    }
    let form = dictionary(document, old, b"AcroForm");
    changes.extend(form.is_some_and(|form| form.has(b"XFA")).then_some(Change::FormData));
    let runs = [&b"OpenAction"[..], b"AA", b"URI"].iter().any(|key| old.has(key));
    changes.extend(runs.then_some(Change::Actions));
    let files = [&b"AF"[..], b"Collection"].iter().any(|key| old.has(key));
    changes.extend(files.then_some(Change::Files));
    own
}
