//! The end of an increment: cross-reference and trailer, in the style of the document before it
//! (ISO 32000-2, 7.5.4, 7.5.5 and 7.5.8).

use std::collections::BTreeMap;

use super::error::PrepareError;
use super::raw::{self, Dictionary};
use super::section::{FREED, Section};
use crate::plan::{CrossReference, ObjectRef, RawValue};

/// What the trailer of the increment says besides its size.
pub(super) struct Trailer<'a> {
    pub(super) style: CrossReference,
    pub(super) previous: u64,
    pub(super) root: ObjectRef,
    pub(super) info: Option<ObjectRef>,
    pub(super) id: &'a (RawValue, RawValue),
}

/// A finished section.
pub(super) struct Finished {
    /// The whole increment.
    pub(super) bytes: Vec<u8>,
    /// Offset of its cross-reference in the document.
    pub(super) startxref: u64,
    /// `/Size` after it.
    pub(super) size: u32,
}

/// Largest offset that an entry of a table can hold: ten digits.
const LAST_OFFSET: u64 = 9_999_999_999;

/// Ends a section with its cross-reference and trailer.
///
/// # Errors
/// [`PrepareError::DocumentTooLong`] beyond ten digits of offset.
pub(super) fn finish(mut section: Section, trailer: &Trailer<'_>) -> Result<Finished, PrepareError> {
    let startxref = section.position();
    if startxref > LAST_OFFSET {
        return Err(PrepareError::DocumentTooLong);
    }
    let stream = match trailer.style {
        CrossReference::Table => None,
        CrossReference::Stream => Some(section.reserve()),
    };
    let (mut bytes, mut offsets, size) = section.into_parts();
    let dictionary = Dictionary::new()
        .set("Size", size.to_string())
        .set("Prev", trailer.previous.to_string())
        .set("Root", raw::reference(trailer.root))
        .set_if(trailer.info.is_some(), "Info", trailer.info.map(raw::reference).unwrap_or_default())
        .set("ID", format!("[{} {}]", raw::hex_string(&trailer.id.0.0), raw::hex_string(&trailer.id.1.0)));
    if let Some(reference) = stream {
        offsets.insert(reference.number, (reference.generation, startxref));
        write_stream(&mut bytes, reference, dictionary, &offsets);
    } else {
        write_table(&mut bytes, &offsets);
        bytes.extend_from_slice(b"trailer\n");
        bytes.extend_from_slice(&dictionary.bytes());
    }
    bytes.extend_from_slice(format!("\nstartxref\n{startxref}\n%%EOF\n").as_bytes());
    Ok(Finished { bytes, startxref, size })
}

fn write_table(bytes: &mut Vec<u8>, offsets: &BTreeMap<u32, (u16, u64)>) {
    bytes.extend_from_slice(b"xref\n");
    for (first, run) in subsections(offsets) {
        bytes.extend_from_slice(format!("{first} {}\n", run.len()).as_bytes());
        for (generation, offset) in run {
            let kind = if (generation, offset) == FREED { 'f' } else { 'n' };
            bytes.extend_from_slice(format!("{offset:010} {generation:05} {kind}\r\n").as_bytes());
        }
    }
}

fn write_stream(
    bytes: &mut Vec<u8>,
    reference: ObjectRef,
    dictionary: Dictionary,
    offsets: &BTreeMap<u32, (u16, u64)>,
) {
    let mut index = Vec::new();
    let mut entries = Vec::new();
    for (first, run) in subsections(offsets) {
        index.push(format!("{first} {}", run.len()));
        for (generation, offset) in run {
            entries.push(u8::from((generation, offset) != FREED));
            // five bytes reach beyond LAST_OFFSET
            entries.extend(offset.to_be_bytes().iter().skip(3));
            entries.extend(generation.to_be_bytes());
        }
    }
    let dictionary = dictionary
        .set("Type", "/XRef")
        .set("W", "[1 5 2]")
        .set("Index", format!("[{}]", index.join(" ")))
        .set("Length", entries.len().to_string());
    bytes.extend_from_slice(format!("{} {} obj\n", reference.number, reference.generation).as_bytes());
    bytes.extend_from_slice(&dictionary.bytes());
    bytes.extend_from_slice(b"\nstream\n");
    bytes.extend_from_slice(&entries);
    bytes.extend_from_slice(b"\nendstream\nendobj");
}

/// Runs of consecutive numbers, ascending.
fn subsections(offsets: &BTreeMap<u32, (u16, u64)>) -> Vec<(u32, Vec<(u16, u64)>)> {
    let mut runs: Vec<(u32, Vec<(u16, u64)>)> = Vec::new();
    let mut previous = None;
    for (&number, &entry) in offsets {
        match runs.last_mut() {
            Some((_, run)) if previous.is_some_and(|last: u32| last.checked_add(1) == Some(number)) => {
                run.push(entry);
            }
            _ => runs.push((number, vec![entry])),
        }
        previous = Some(number);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consecutive_numbers_share_a_subsection() {
        let offsets = BTreeMap::from([(3, (0, 30)), (4, (2, 40)), (9, (0, 90))]);
        assert_eq!(subsections(&offsets), vec![(3, vec![(0, 30), (2, 40)]), (9, vec![(0, 90)])]);
    }

    #[test]
    fn each_entry_of_a_table_takes_twenty_bytes() {
        let mut bytes = Vec::new();
        write_table(&mut bytes, &BTreeMap::from([(7, (0, 123)), (8, FREED)]));
        assert_eq!(bytes, b"xref\n7 2\n0000000123 00000 n\r\n0000000000 00001 f\r\n");
    }
}
