//! One walk over every object in use, in the order of the file: each stands where the cross-reference says,
//! ends before the next one begins, and holds no hazard.

use super::document::{Document, mismatch};
use super::hazards::refuse_hazards;
use super::syntax::{Dictionary, Entry, Lexer, Object, flaws_of_flate, parse_value};
use super::{Refusal, object_stream::ObjectStream};

/// What all streams that are inflated only to find corruption may give together, bytes.
const MAX_TRIED: usize = 8 << 20;

/// Walks over every object in use.
pub(super) fn walk(document: &Document<'_>) -> Result<(), Refusal> {
    walk_file(document)?;
    walk_object_streams(document)
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
        let indirect = document.indirect(position)?;
        if (indirect.reference.number, indirect.reference.generation) != (number, generation) {
            return Err(mismatch(position));
        }
        refuse_hazards(number, &indirect.value.object, indirect.data.is_some())?;
        if let (Object::Dictionary(dictionary), Some(data)) = (&indirect.value.object, indirect.data)
            && left > 0
            && is_plain_flate(dictionary)
        {
            left = left.saturating_sub(flaws_of_flate(data, position, left)?);
        }
        end = indirect.end;
    }
    Ok(())
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

fn walk_object_streams(document: &Document<'_>) -> Result<(), Refusal> {
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
    for of_one_stream in places.chunk_by(|one, other| one.0 == other.0) {
        let Some((stream, ..)) = of_one_stream.first() else { continue };
        let stream = document.object_stream(*stream)?;
        let mut end = 0;
        for (_, index, number) in of_one_stream {
            let at = stream.offset_of(*index, *number)?;
            end = walk_object(&stream, *number, at, end)?;
        }
    }
    Ok(())
}

/// Looks at one object of an object stream and gives its end.
fn walk_object(stream: &ObjectStream, number: u32, at: usize, end: usize) -> Result<usize, Refusal> {
    let damaged = |what| Refusal::Damaged { position: stream.position(), what };
    if at < end {
        return Err(damaged("objects of an object stream overlap"));
    }
    let mut lexer = Lexer::new(stream.bytes(), at);
    let value = stream.place(parse_value(&mut lexer))?;
    if matches!(value.object, Object::Reference(_)) {
        return Err(damaged("object that is only a reference"));
    }
    refuse_hazards(number, &value.object, false)?;
    Ok(lexer.position())
}
