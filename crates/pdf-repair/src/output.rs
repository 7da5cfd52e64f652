//! Writing what can be reached from the trailer as a new file.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::mem::take;

use lopdf::xref::XrefType;
use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::NotRepaired;
use crate::graph::{dictionary, dictionary_of, dictionary_of_mut, follow, value};

/// Room for the structure of the file beside its streams, bytes.
const ROOM: usize = 1 << 16;

/// Numbers objects in the order in which they are reached, all of generation 0.
struct Numbers<'g> {
    gone: &'g BTreeSet<ObjectId>,
    known: BTreeMap<ObjectId, u32>,
    open: VecDeque<ObjectId>,
}

/// Writes the document. References to what is gone, or was never there, become null.
pub(crate) fn write(
    mut document: Document,
    gone: &BTreeSet<ObjectId>,
    length: usize,
) -> Result<Vec<u8>, NotRepaired> {
    let mut trailer = Dictionary::new();
    for (key, value) in
        [("Root", document.trailer.get(b"Root").ok().cloned()), ("Info", information(&mut document))]
    {
        if let Some(value) = value {
            trailer.set(key, value);
        }
    }
    if let Some(id) = identifier(&document) {
        trailer.set("ID", id);
    }
    document.version = version(&document);
    let mut numbers = Numbers { gone, known: BTreeMap::new(), open: VecDeque::new() };
    let mut old = take(&mut document.objects);
    let mut trailer = Object::Dictionary(trailer);
    numbers.renumber(&mut trailer, &old);
    while let Some(id) = numbers.open.pop_front() {
        let (Some(mut object), Some(number)) = (old.remove(&id), numbers.known.get(&id).copied()) else {
            continue;
        };
        numbers.renumber(&mut object, &old);
        document.objects.insert((number, 0), object);
    }
    drop(old);
    if let Object::Dictionary(trailer) = trailer {
        document.trailer = trailer;
    }
    document.max_id = u32::try_from(numbers.known.len()).unwrap_or(u32::MAX);
    document.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
    document.binary_mark = vec![0xE2, 0xE3, 0xCF, 0xD3];
    let mut bytes = Vec::with_capacity(length + ROOM);
    document.save_to(&mut bytes).map_err(|_| NotRepaired::Unreadable)?;
    bytes.push(b'\n');
    Ok(bytes)
}

impl Numbers<'_> {
    /// Gives every reference within an object its new number. `old` holds the objects that are still to be written.
    fn renumber(&mut self, object: &mut Object, old: &BTreeMap<ObjectId, Object>) {
        match object {
            Object::Reference(id) => match self.number(*id, old) {
                Some(number) => *id = (number, 0),
                None => *object = Object::Null,
            },
            Object::Array(elements) => {
                for element in elements {
                    self.renumber(element, old);
                }
            }
            other => {
                if let Some(own) = dictionary_of_mut(other) {
                    for (_, value) in own.iter_mut() {
                        self.renumber(value, old);
                    }
                    own.as_hashmap_mut().retain(|_, value| !value.is_null());
                }
            }
        }
    }

    fn number(&mut self, id: ObjectId, old: &BTreeMap<ObjectId, Object>) -> Option<u32> {
        if let Some(number) = self.known.get(&id) {
            return Some(*number);
        }
        if self.gone.contains(&id) || is_of_the_file(old.get(&id)?) {
            return None;
        }
        let number = u32::try_from(self.known.len() + 1).ok()?;
        self.known.insert(id, number);
        self.open.push_back(id);
        Some(number)
    }
}

/// Whether an object belongs to the layout of the old file.
fn is_of_the_file(object: &Object) -> bool {
    object.is_null()
        || dictionary_of(object).is_some_and(|own| {
            own.has_type(b"XRef")
                || own.has_type(b"ObjStm")
                || own.has_type(b"Linearized")
                || own.has(b"Linearized")
        })
}

/// The information dictionary, without anything but texts and names.
fn information(document: &mut Document) -> Option<Object> {
    let old = dictionary(document, &document.trailer, b"Info")?;
    let mut own = Dictionary::new();
    for (key, entry) in old {
        if let text @ (Object::String(..) | Object::Name(_)) = follow(document, entry) {
            own.set(key.clone(), text.clone());
        }
    }
    Some(Object::Reference(document.add_object(own)))
}

fn identifier(document: &Document) -> Option<Object> {
    match value(document, &document.trailer, b"ID") {
        id @ Object::Array(parts) if matches!(parts.as_slice(), [Object::String(..), Object::String(..)]) => {
            Some(id.clone())
        }
        _ => None,
    }
}

/// The version of the header, when it is one; a table and all that stays is older.
fn version(document: &Document) -> String {
    match document.version.as_bytes() {
        [b'1', b'.', b'0'..=b'7'] | b"2.0" => document.version.clone(),
        _ => "1.7".to_owned(),
    }
}
