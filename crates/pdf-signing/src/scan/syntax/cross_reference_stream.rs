//! Cross-reference streams (ISO 32000-2, 7.5.8).

use super::cross_reference::{ENTRY, Subsections};
use super::{Dictionary, Entry, Malformed, Object, Section, decode, is_space, malformed, parse_indirect};
use crate::plan::CrossReference;

/// Bytes beyond the expected ones that are still inflated, to be called a wrong length.
const SLACK: usize = 1_024;

/// Reads the cross-reference stream at an offset.
pub(super) fn read_stream_section(bytes: &[u8], offset: usize) -> Result<Section<'_>, Malformed> {
    let not_one = malformed(offset, "no cross-reference where startxref or Prev says");
    // its own length cannot be looked up through itself (7.5.8.1)
    let indirect = parse_indirect(bytes, offset, |_| None)?;
    let (Object::Dictionary(trailer), Some(data)) = (indirect.value.object, indirect.data) else {
        return Err(not_one);
    };
    if trailer.name(b"Type") != Some(b"XRef") {
        return Err(not_one);
    }
    let widths = widths(&trailer).ok_or(malformed(offset, "malformed W of a cross-reference stream"))?;
    let mut subsections = subsections(&trailer, offset)?;
    subsections.each_number_once(offset)?;
    let row: usize = widths.iter().sum();
    let expected = row * subsections.total();
    let data = decode(&trailer, data, offset, expected + SLACK)?;
    if data.len() != expected {
        return Err(malformed(offset, "cross-reference stream of the wrong length"));
    }
    let mut entries = Vec::with_capacity(subsections.total());
    for (number, fields) in subsections.numbers().zip(data.chunks_exact(row)) {
        let entry =
            entry(fields, widths).ok_or(malformed(offset, "malformed entry of a cross-reference stream"))?;
        let number = u32::try_from(number).map_err(|_| malformed(offset, "object number out of range"))?;
        entries.push((number, entry));
    }
    let own = indirect.reference;
    let itself =
        Entry::InFile { offset: u32::try_from(offset).unwrap_or(u32::MAX), generation: own.generation };
    let lists_itself =
        entries.iter().any(|(number, entry)| *number == own.number && same_place(bytes, *entry, itself));
    if !lists_itself {
        return Err(malformed(offset, "cross-reference stream that does not list itself"));
    }
    let work = indirect
        .work
        .saturating_add(expected.saturating_mul(4))
        .saturating_add(entries.len().saturating_mul(ENTRY));
    Ok(Section { style: CrossReference::Stream, entries, trailer, own: Some(own), work })
}

/// Whether two entries lead to the same object, white space before it apart.
fn same_place(bytes: &[u8], one: Entry, other: Entry) -> bool {
    match (one, other) {
        (
            Entry::InFile { offset: one, generation },
            Entry::InFile { offset: other, generation: other_generation },
        ) => {
            let between = bytes.get(one.min(other) as usize..one.max(other) as usize).unwrap_or_default();
            generation == other_generation
                && between.len() <= 32
                && between.iter().all(|byte| is_space(*byte))
        }
        _ => false,
    }
}

fn widths(trailer: &Dictionary<'_>) -> Option<[usize; 3]> {
    let Object::Array(elements) = trailer.object(b"W")? else { return None };
    let mut widths = [0; 3];
    if elements.len() != widths.len() {
        return None;
    }
    for (width, element) in widths.iter_mut().zip(elements) {
        let Object::Integer(value) = element.object else { return None };
        *width = usize::try_from(value).ok().filter(|value| *value <= 8)?;
    }
    Some(widths).filter(|[_, second, _]| *second > 0)
}

fn subsections(trailer: &Dictionary<'_>, offset: usize) -> Result<Subsections, Malformed> {
    let bad = malformed(offset, "malformed Index of a cross-reference stream");
    let number = |object: &Object<'_>| match object {
        Object::Integer(value) => u64::try_from(*value).map_err(|_| bad),
        _ => Err(bad),
    };
    let size = trailer.object(b"Size").ok_or(malformed(offset, "cross-reference stream without Size"))?;
    let size = number(size)?;
    let mut subsections = Subsections::default();
    match trailer.object(b"Index") {
        None => subsections.add(0, size, offset)?,
        Some(Object::Array(elements)) => {
            for pair in elements.chunks(2) {
                let [first, count] = pair else { return Err(bad) };
                subsections.add(number(&first.object)?, number(&count.object)?, offset)?;
            }
        }
        Some(_) => return Err(bad),
    }
    Ok(subsections)
}

fn entry(fields: &[u8], [first, second, third]: [usize; 3]) -> Option<Entry> {
    let (kind, rest) = fields.split_at_checked(first)?;
    let (second, third) = rest.split_at_checked(second).filter(|(_, rest)| rest.len() == third)?;
    let big_endian = |field: &[u8]| field.iter().fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
    let kind = if first == 0 { 1 } else { big_endian(kind) };
    let (second, third) = (big_endian(second), big_endian(third));
    match kind {
        0 => Some(Entry::Free { generation: u16::try_from(third).ok()? }),
        1 => Some(Entry::InFile {
            offset: u32::try_from(second).ok()?,
            generation: u16::try_from(third).ok()?,
        }),
        2 => Some(Entry::InStream { stream: u32::try_from(second).ok()?, index: u32::try_from(third).ok()? }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Flaw, read_section};
    use super::*;

    #[test]
    fn a_stream_gives_its_entries_by_index_and_width() {
        let bytes = b"9 0 obj<</Type/XRef/Size 10/W[1 2 1]/Index[0 1 4 2 9 1]/Length 16>>stream\n\
            \x00\x00\x00\xff\x01\x01\x02\x03\x02\x00\x09\x05\x01\0\0\0\nendstream endobj";
        let section = read_section(bytes, 0).unwrap();
        assert_eq!(section.style, CrossReference::Stream);
        assert_eq!(
            section.entries,
            [
                (0, Entry::Free { generation: 255 }),
                (4, Entry::InFile { offset: 258, generation: 3 }),
                (5, Entry::InStream { stream: 9, index: 5 }),
                (9, Entry::InFile { offset: 0, generation: 0 }),
            ]
        );
    }

    #[test]
    fn a_stream_of_the_wrong_length_or_shape_is_refused() {
        for (dictionary, what) in [
            ("/Type/XRef/Size 2/W[1 2 1]/Length 4", "cross-reference stream of the wrong length"),
            ("/Type/XRef/Size 1/W[1 2 1]/Length 4", "cross-reference stream that does not list itself"),
            ("/Type/XRef/Size 1/W[1 2]/Length 4", "malformed W of a cross-reference stream"),
            ("/Type/XRef/Size 1/W[1 9 1]/Length 4", "malformed W of a cross-reference stream"),
            ("/Type/XRef/Size 1/W[1 2 1]/Index[0]/Length 4", "malformed Index of a cross-reference stream"),
            ("/Type/XRef/W[1 2 1]/Length 4", "cross-reference stream without Size"),
            ("/Type/ObjStm/Size 1/W[1 2 1]/Length 4", "no cross-reference where startxref or Prev says"),
            ("/Type/XRef/Size 1/W[1 2 1]/Length 5 0 R", "stream without a length"),
        ] {
            let bytes = format!("9 0 obj<<{dictionary}>>stream\n\x01\0\0\0\nendstream endobj");
            let refused = read_section(bytes.as_bytes(), 0).map_err(|error| error.flaw);
            assert_eq!(refused, Err(Flaw::Syntax(what)));
        }
    }
}
