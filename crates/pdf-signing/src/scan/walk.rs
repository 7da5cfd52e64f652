//! One walk over every object in use, in the order of the file: each stands where the cross-reference says,
//! ends before the next one begins, and holds no hazard.

use super::document::{Document, mismatch};
use super::gaps::refuse_hidden_objects;
use super::hazards::refuse_hazards;
use super::syntax::{Dictionary, Entry, Lexer, Object, flaws_of_flate, parse_value};
use super::work::INFLATE;
use super::{Refusal, object_stream::ObjectStream};

/// What all streams that are inflated only to find corruption may give together, bytes.
const MAX_TRIED: usize = 8 << 20;

/// Walks over every object in use, and gives the first number above every one that the file defines.
pub(super) fn walk(document: &Document<'_>) -> Result<u32, Refusal> {
    let position = document.chain.startxref;
    for (_, value) in document.trailer().entries() {
        refuse_loose_ends(document, &value.object, position)?;
    }
    walk_file(document)?;
    let highest = walk_object_streams(document)?;
    let size = document.chain.size.max(highest.saturating_add(1));
    if size >= 8_388_607 { Err(Refusal::TooManyObjects { position }) } else { Ok(size) }
}

fn walk_file(document: &Document<'_>) -> Result<(), Refusal> {
    let mut places: Vec<(u32, u32, u16)> = document
        .chain
        .entries
        .iter()
        .filter_map(|(number, entry)| match entry {
            Entry::InFile { offset, generation } => Some((*offset, *number, *generation)),
            _ => None,
        })
        .collect();
    places.sort_unstable();
    let mut end = 0;
    let mut left = MAX_TRIED;
    for (offset, number, generation) in places {
        let position = offset as usize;
        if position < end {
            return Err(Refusal::Damaged { position, what: "objects overlap" });
        }
        refuse_hidden_objects(document, end, position)?;
        let indirect = document.indirect(position)?;
        if (indirect.reference.number, indirect.reference.generation) != (number, generation) {
            return Err(mismatch(position));
        }
        refuse_hazards(number, &indirect.value.object, indirect.data.is_some())
            .map_err(|refusal| placed(refusal, position))?;
        refuse_loose_ends(document, &indirect.value.object, position)?;
        if let (Object::Dictionary(dictionary), Some(data)) = (&indirect.value.object, indirect.data)
            && left > 0
            && is_plain_flate(dictionary)
        {
            let tried = flaws_of_flate(data, position, left)?;
            document.work.spend(tried.saturating_mul(INFLATE), position)?;
            left = left.saturating_sub(tried);
        }
        end = indirect.end;
    }
    refuse_hidden_objects(document, end, document.bytes.len())
}

/// A hazard knows its object and not where that stands.
fn placed(refusal: Refusal, position: usize) -> Refusal {
    match refusal {
        Refusal::Damaged { what, .. } => Refusal::Damaged { position, what },
        refusal => refusal,
    }
}

/// Refuses references to nothing, and names that are not UTF-8, which not all validators read.
fn refuse_loose_ends(document: &Document<'_>, object: &Object<'_>, position: usize) -> Result<(), Refusal> {
    let readable = |name: &[u8]| match std::str::from_utf8(name) {
        Ok(_) => Ok(()),
        Err(_) => Err(Refusal::Damaged { position, what: "name that is not UTF-8" }),
    };
    match object {
        Object::Reference(reference) => document.refuse_dangling(*reference, position),
        Object::Name(name) => readable(name),
        Object::Array(elements) => {
            elements.iter().try_for_each(|element| refuse_loose_ends(document, &element.object, position))
        }
        Object::Dictionary(dictionary) => dictionary.entries().try_for_each(|(key, value)| {
            readable(key)?;
            refuse_loose_ends(document, &value.object, position)
        }),
        _ => Ok(()),
    }
}

/// Whether the stream is deflated and small by nature: content, fonts, profiles, but no image, and nothing that
/// is decoded elsewhere.
fn is_plain_flate(dictionary: &Dictionary<'_>) -> bool {
    let flate = match dictionary.object(b"Filter") {
        Some(Object::Name(name)) => name.as_ref() == b"FlateDecode",
        Some(Object::Array(filters)) => match filters.as_slice() {
            [filter] => matches!(&filter.object, Object::Name(name) if name.as_ref() == b"FlateDecode"),
            _ => false,
        },
        _ => false,
    };
    flate
        && dictionary.name(b"Subtype") != Some(b"Image")
        && !matches!(dictionary.name(b"Type"), Some(b"ObjStm" | b"XRef"))
}

/// Gives the highest number that an object stream says it holds.
fn walk_object_streams(document: &Document<'_>) -> Result<u32, Refusal> {
    let mut places: Vec<(u32, u32, u32)> = document
        .chain
        .entries
        .iter()
        .filter_map(|(number, entry)| match entry {
            Entry::InStream { stream, index } => Some((*stream, *index, *number)),
            _ => None,
        })
        .collect();
    places.sort_unstable();
    let mut highest = 0;
    for of_one_stream in places.chunk_by(|one, other| one.0 == other.0) {
        let Some((stream, ..)) = of_one_stream.first() else { continue };
        let stream = document.object_stream(*stream)?;
        highest = highest.max(stream.highest().unwrap_or_default());
        let mut end = 0;
        for (_, index, number) in of_one_stream {
            let at = stream.offset_of(*index, *number)?;
            end = walk_object(document, &stream, *number, at, end)?;
        }
    }
    Ok(highest)
}

/// Looks at one object of an object stream and gives its end.
fn walk_object(
    document: &Document<'_>,
    stream: &ObjectStream,
    number: u32,
    at: usize,
    end: usize,
) -> Result<usize, Refusal> {
    let damaged = |what| Refusal::Damaged { position: stream.position(), what };
    if at < end {
        return Err(damaged("objects of an object stream overlap"));
    }
    let mut lexer = Lexer::new(stream.bytes(), at);
    let value = stream.place(parse_value(&mut lexer))?;
    if matches!(value.object, Object::Reference(_)) {
        return Err(damaged("object that is only a reference"));
    }
    document.work.spend(lexer.work(), stream.position())?;
    refuse_hazards(number, &value.object, false).map_err(|refusal| placed(refusal, stream.position()))?;
    refuse_loose_ends(document, &value.object, stream.position())?;
    Ok(lexer.position())
}
