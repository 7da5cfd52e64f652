//! Removal of what runs, fetches, or is shown instead of something else, wherever it stands.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use crate::graph::{dictionary_of, dictionary_of_mut};
use crate::{Change, NotRepaired};

/// Dictionaries whose keys are names of the author's choice (ISO 32000-2, table 34; 9.6.4).
const CATEGORIES: [&[u8]; 8] =
    [b"Font", b"XObject", b"ExtGState", b"ColorSpace", b"Pattern", b"Shading", b"Properties", b"CharProcs"];
/// Actions that bookmarks and others may not have (12.6.4).
const ACTIONS: [&[u8]; 19] = [
    b"GoToR",
    b"GoToE",
    b"GoToDp",
    b"Launch",
    b"Thread",
    b"URI",
    b"Sound",
    b"Movie",
    b"Hide",
    b"Named",
    b"SubmitForm",
    b"ResetForm",
    b"ImportData",
    b"JavaScript",
    b"SetOCGState",
    b"Rendition",
    b"Trans",
    b"GoTo3DView",
    b"RichMediaExecute",
];

/// Refuses a document that holds a signature.
pub(crate) fn refuse_signed(document: &Document) -> Result<(), NotRepaired> {
    match document.objects.iter().find(|(_, object)| is_signed(object)) {
        Some((id, _)) => Err(NotRepaired::Signed { object: id.0 }),
        None => Ok(()),
    }
}

fn is_signed(object: &Object) -> bool {
    if let Object::Array(elements) = object {
        return elements.iter().any(is_signed);
    }
    let Some(own) = dictionary_of(object) else { return false };
    let signs = own.has_type(b"Sig") || own.has_type(b"DocTimeStamp") || own.has(b"ByteRange");
    let catalog = own.has_type(b"Catalog") && (own.has(b"Perms") || own.has(b"DSS"));
    let field = is_name(own, b"FT", &[b"Sig"]) && own.get(b"V").is_ok_and(|value| !value.is_null());
    let dictionary = own.has(b"SubFilter") && own.has(b"Contents");
    signs || catalog || field || dictionary || own.iter().any(|(_, value)| is_signed(value))
}

fn is_name(dictionary: &Dictionary, key: &[u8], names: &[&[u8]]) -> bool {
    matches!(dictionary.get(key), Ok(Object::Name(name)) if names.contains(&name.as_slice()))
}

/// Removes the hazards of all objects.
pub(crate) fn remove(document: &mut Document, changes: &mut BTreeSet<Change>) {
    let actions: BTreeSet<ObjectId> =
        document.objects.iter().filter(|(_, object)| is_action(object)).map(|(id, _)| *id).collect();
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object {
            keep_data_inside(stream);
            empty_postscript(stream, changes);
        }
        visit(object, true, &actions, changes);
    }
}

fn is_action(object: &Object) -> bool {
    matches!(object, Object::Dictionary(own) if is_name(own, b"S", &ACTIONS))
}

/// A stream's data is in this file; what was shown of another was refused before.
fn keep_data_inside(stream: &mut Stream) {
    for key in [&b"F"[..], b"FFilter", b"FDecodeParms"] {
        stream.dict.remove(key);
    }
    let length = i64::try_from(stream.content.len()).unwrap_or(i64::MAX);
    stream.dict.set("Length", length);
}

/// A `PostScript` object shows nothing on a screen (8.8.2).
fn empty_postscript(stream: &mut Stream, changes: &mut BTreeSet<Change>) {
    if !is_name(&stream.dict, b"Subtype", &[b"PS"]) && !is_name(&stream.dict, b"Subtype2", &[b"PS"]) {
        return;
    }
    let mut form = Dictionary::new();
    form.set("Type", "XObject");
    form.set("Subtype", "Form");
    form.set("BBox", vec![0.into(), 0.into(), 1.into(), 1.into()]);
    *stream = Stream::new(form, Vec::new());
    changes.insert(Change::AlternateContent);
}

fn visit(object: &mut Object, keys_mean: bool, actions: &BTreeSet<ObjectId>, changes: &mut BTreeSet<Change>) {
    if let Object::Array(elements) = object {
        for element in elements {
            visit(element, true, actions, changes);
        }
        return;
    }
    let Some(own) = dictionary_of_mut(object) else { return };
    if keys_mean {
        remove_entries(own, actions, changes);
    }
    for (key, value) in own.iter_mut() {
        visit(value, !CATEGORIES.contains(&key.as_slice()), actions, changes);
    }
}

fn remove_entries(own: &mut Dictionary, actions: &BTreeSet<ObjectId>, changes: &mut BTreeSet<Change>) {
    let link = is_name(own, b"Subtype", &[b"Link"]);
    let image = is_name(own, b"Subtype", &[b"Image"]);
    let form = is_name(own, b"Subtype", &[b"Form"]);
    let mut found = BTreeSet::new();
    own.as_hashmap_mut().retain(|key, value| {
        let acts = match &*value {
            Object::Reference(id) => actions.contains(id),
            other => is_action(other),
        };
        let change = match key.as_slice() {
            b"JS" | b"JavaScript" | b"AA" | b"PA" => Change::Actions,
            _ if acts && !link => Change::Actions,
            b"EF" | b"AF" | b"EmbeddedFiles" | b"Collection" => Change::Files,
            b"XFA" => Change::FormData,
            b"Alternates" if image => Change::AlternateContent,
            b"OPI" if image || form => Change::AlternateContent,
            b"Ref" | b"PS" if form => Change::AlternateContent,
            // private data of programs: dropped with the structure
            b"PieceInfo" => return false,
            _ => return true,
        };
        found.insert(change);
        false
    });
    changes.extend(found);
}
