//! Objects that stand in the file and in no cross-reference. Readers that search a file for its objects find
//! them, and an update can bring them to light.

use super::Refusal;
use super::document::Document;
use super::syntax::{Entry, is_space};
use crate::plan::ObjectRef;

/// How far before an object an older section may say that it begins: at the white space before it.
const MAX_BLANK: usize = 32;

/// Looks through the bytes between two objects in use. Objects of older revisions may stand there, and older
/// copies of an object that stands again further on: whoever searches takes the last one.
pub(super) fn refuse_hidden_objects(document: &Document<'_>, from: usize, to: usize) -> Result<(), Refusal> {
    document.work.spend(to.saturating_sub(from), from)?;
    let mut at = from;
    while let Some(found) = document.bytes.get(at..to).and_then(find_keyword) {
        let keyword = at + found;
        at = keyword + b"obj".len();
        let Some((start, reference)) = header(document.bytes.get(from..keyword).unwrap_or_default()) else {
            continue;
        };
        let start = from + start;
        if !is_accounted_for(document, start, reference.number) {
            return Err(Refusal::Damaged { position: start, what: "object that no cross-reference lists" });
        }
        if let Ok(indirect) = document.indirect(start)
            && indirect.end <= to
        {
            at = indirect.end;
        }
    }
    Ok(())
}

fn find_keyword(bytes: &[u8]) -> Option<usize> {
    bytes.windows(3).position(|window| window == b"obj")
}

/// Where `n g` before `obj` begins, when it stands there.
fn header(before: &[u8]) -> Option<(usize, ObjectRef)> {
    let (rest, generation) = last_number(before)?;
    let (rest, number) = last_number(rest)?;
    Some((rest.len(), ObjectRef { number, generation: u16::try_from(generation).unwrap_or(u16::MAX) }))
}

/// The number before the white space at the end of some bytes, and what stands before it.
fn last_number(bytes: &[u8]) -> Option<(&[u8], u32)> {
    let blank = bytes.iter().rev().take_while(|byte| is_space(**byte)).count();
    let bytes = bytes.get(..bytes.len() - blank).filter(|_| blank > 0)?;
    let digits = bytes.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let (rest, digits) = bytes.split_at_checked(bytes.len() - digits)?;
    if digits.is_empty() {
        return None;
    }
    // a number that no reader takes is not listed anywhere
    let number = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok());
    Some((rest, number.unwrap_or(u32::MAX)))
}

fn is_accounted_for(document: &Document<'_>, start: usize, number: u32) -> bool {
    let offsets = &document.chain.offsets;
    let before = offsets.partition_point(|offset| *offset as usize <= start);
    let listed = before.checked_sub(1).and_then(|index| offsets.get(index)).map(|offset| *offset as usize);
    let listed = listed.is_some_and(|offset| {
        start - offset <= MAX_BLANK
            && document.bytes.get(offset..start).unwrap_or_default().iter().all(|byte| is_space(*byte))
    });
    listed
        || matches!(document.chain.entries.get(&number),
            Some(Entry::InFile { offset, .. }) if *offset as usize > start)
}
