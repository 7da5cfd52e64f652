//! Limits that are checked before `lopdf` sees the bytes.
//!
//! `lopdf` bounds nesting and each stream that it inflates, but not their sum, not the number of sections, not the
//! chain of lengths that are streams with lengths, and it copies encrypted objects up to the next `endobj`. One pass
//! over the bytes finds an upper bound of each, whatever the cross-reference says.

use std::collections::BTreeSet;

use pdf_signing::scan::{MAX_LENGTH, Refusal};

use crate::NotRepaired;

/// Bytes that all object streams and cross-reference streams together may inflate to.
pub const MAX_INFLATED: usize = 24 << 20;
/// Bytes that one of them may inflate to.
pub const MAX_INFLATED_STREAM: usize = 4 << 20;
/// Object streams and cross-reference streams, at most.
pub const MAX_OBJECT_STREAMS: usize = 1_000;
/// Cross-reference sections, at most.
pub const MAX_SECTIONS: usize = 256;
/// Bytes outside of streams, at most: `lopdf` needs up to sixty times as many to hold them.
pub const MAX_SYNTAX: usize = 8 << 20;
/// Object headers, at most.
pub const MAX_OBJECTS: usize = 200_000;

/// What one stream may inflate to so that all together stay below [`MAX_INFLATED`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes that one object stream or cross-reference stream may inflate to.
    pub stream: usize,
}

/// Counts of one pass over the bytes.
#[derive(Default)]
struct Counts {
    object_streams: usize,
    sections: usize,
    syntax: usize,
    objects: usize,
    /// Bytes from every header of an object to the next `endobj`, all together.
    copied: usize,
    /// Headers since the last `endobj`, and the sum of their offsets.
    open: (usize, usize),
    /// Numbers that some `/Length` refers to.
    lengths: BTreeSet<u32>,
    /// Numbers of objects that begin with a dictionary.
    dictionaries: BTreeSet<u32>,
}

/// Checks the limits.
///
/// # Errors
/// [`NotRepaired::TooComplex`] with the limit that is exceeded.
pub fn check(scan: &[u8]) -> Result<Limits, NotRepaired> {
    if scan.len() > MAX_LENGTH {
        return Err(NotRepaired::Refused(Refusal::TooLarge { length: scan.len() }));
    }
    let counts = count(scan);
    let too_complex = |what| Err(NotRepaired::TooComplex { what });
    if counts.object_streams > MAX_OBJECT_STREAMS {
        return too_complex("object streams");
    }
    if counts.sections > MAX_SECTIONS {
        return too_complex("cross-reference sections");
    }
    if counts.syntax > MAX_SYNTAX {
        return too_complex("bytes outside of streams");
    }
    if counts.objects > MAX_OBJECTS {
        return too_complex("objects");
    }
    if counts.copied > scan.len().saturating_mul(2) {
        return too_complex("objects within objects");
    }
    if !counts.lengths.is_disjoint(&counts.dictionaries) {
        return too_complex("a length that is not a number");
    }
    let stream = MAX_INFLATED.checked_div(counts.object_streams).unwrap_or(MAX_INFLATED);
    Ok(Limits { stream: stream.min(MAX_INFLATED_STREAM) })
}

fn count(scan: &[u8]) -> Counts {
    let mut counts = Counts::default();
    let mut at = 0;
    let mut in_stream = false;
    while let Some(byte) = scan.get(at) {
        let rest = scan.get(at..).unwrap_or_default();
        if !in_stream {
            counts.syntax += 1;
        }
        at += match byte {
            b'/' => name(rest, &mut counts),
            b'e' if rest.starts_with(b"endstream") => {
                in_stream = false;
                9
            }
            b'e' if rest.starts_with(b"endobj") => {
                let (headers, offsets) = std::mem::take(&mut counts.open);
                counts.copied = counts.copied.saturating_add((headers * at).saturating_sub(offsets));
                6
            }
            b's' if rest.starts_with(b"startxref") => 9,
            b's' if rest.starts_with(b"stream") => {
                in_stream = true;
                6
            }
            b'x' if rest.starts_with(b"xref") => {
                counts.sections += 1;
                4
            }
            b'o' if rest.starts_with(b"obj") => {
                header(scan, at, &mut counts);
                3
            }
            _ => 1,
        };
    }
    counts
}

/// Takes a name and gives its length. Names are compared without their escapes.
fn name(rest: &[u8], counts: &mut Counts) -> usize {
    // no name that matters is longer, each of its letters escaped
    const LONGEST: usize = 18;
    let raw = rest.get(1..).unwrap_or_default();
    let end = raw.iter().take(LONGEST + 1).position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'#');
    let Some(raw) = end.and_then(|end| raw.get(..end)) else { return 1 };
    match decoded(raw).as_slice() {
        b"ObjStm" => counts.object_streams += 1,
        b"XRef" => {
            counts.object_streams += 1;
            counts.sections += 1;
        }
        b"Length" => counts.lengths.extend(reference(rest.get(1 + raw.len()..).unwrap_or_default())),
        _ => {}
    }
    1 + raw.len()
}

fn decoded(raw: &[u8]) -> Vec<u8> {
    let mut name = Vec::with_capacity(raw.len());
    let mut bytes = raw.iter();
    while let Some(byte) = bytes.next() {
        let digits = || -> Option<u8> {
            let [high, low] =
                bytes.as_slice().first_chunk::<2>()?.map(|digit| char::from(digit).to_digit(16));
            u8::try_from(high? * 16 + low?).ok()
        };
        match (byte, digits()) {
            (b'#', Some(decoded)) => {
                name.push(decoded);
                bytes.nth(1);
            }
            _ => name.push(*byte),
        }
    }
    name
}

/// The number of a reference at the start of some bytes.
fn reference(bytes: &[u8]) -> Option<u32> {
    let window = bytes.get(..bytes.len().min(40))?;
    let mut words = window.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let number = std::str::from_utf8(words.next()?).ok()?.parse().ok()?;
    words.next()?.iter().all(u8::is_ascii_digit).then_some(())?;
    words.next()?.starts_with(b"R").then_some(number)
}

/// Takes the header that ends with the `obj` at an offset.
fn header(scan: &[u8], at: usize, counts: &mut Counts) {
    let before = scan.get(at.saturating_sub(32)..at).unwrap_or_default();
    let mut words = before.rsplit(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let Some(generation) = words.next() else { return };
    if !generation.iter().all(u8::is_ascii_digit) {
        return;
    }
    counts.objects += 1;
    counts.open.0 += 1;
    counts.open.1 += at;
    let digits = words.next().map(|word| {
        let start = word.iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |at| at + 1);
        word.get(start..).unwrap_or_default()
    });
    let number = digits.and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
    let mut body = scan.get(at + 3..).unwrap_or_default().iter().filter(|byte| !byte.is_ascii_whitespace());
    if let (Some(number), Some(b'<' | b'%')) = (number, body.next()) {
        counts.dictionaries.insert(number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(bytes: &[u8]) -> Option<&'static str> {
        match check(bytes) {
            Err(NotRepaired::TooComplex { what }) => Some(what),
            _ => None,
        }
    }

    #[test]
    fn many_object_streams_share_what_may_be_inflated() {
        let file = |count: usize| b"1 0 obj<</Type/Obj#53tm>>stream endstream endobj ".repeat(count);
        assert_eq!(check(&file(1)), Ok(Limits { stream: MAX_INFLATED_STREAM }));
        assert_eq!(check(&file(100)), Ok(Limits { stream: MAX_INFLATED / 100 }));
        assert_eq!(limit(&file(1_001)), Some("object streams"));
    }

    #[test]
    fn each_limit_is_named() {
        assert_eq!(limit(&b"xref ".repeat(257)), Some("cross-reference sections"));
        assert_eq!(limit(&vec![b'0'; MAX_SYNTAX + 1]), Some("bytes outside of streams"));
        assert_eq!(limit(&b"1 0 obj endobj ".repeat(200_001)), Some("objects"));
        assert_eq!(
            limit(&b"1 0 obj 2 0 obj 3 0 obj 4 0 obj 5 0 obj 6 0 obj endobj".repeat(2)),
            Some("objects within objects")
        );
        let chain = b"1 0 obj<</L#65ngth 2 0 R>>stream endstream endobj 2 0 obj<<>>stream endstream endobj";
        assert_eq!(limit(chain), Some("a length that is not a number"));
        assert_eq!(limit(b"1 0 obj<</Length 2 0 R>>stream endstream endobj 2 0 obj 7 endobj"), None);
    }

    #[test]
    fn bytes_within_streams_are_not_syntax() {
        let file =
            [b"1 0 obj<<>>stream\n".to_vec(), vec![b'0'; MAX_SYNTAX + 1], b"endstream endobj".to_vec()];
        assert_eq!(limit(&file.concat()), None);
    }
}
