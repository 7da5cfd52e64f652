//! What was handed out to be signed, and where a signature may change it.

use std::ops::Range;

use crate::digest::DigestState;

/// The document before the increment, by its digest state, and the increment with its empty `/Contents`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOut {
    pub(super) before: DigestState,
    pub(super) increment: Vec<u8>,
    /// The `/Contents` token within the increment, from `<` to after `>`.
    pub(super) contents: Range<usize>,
    /// The array of `/ByteRange` within the increment, from `[` to after `]`.
    pub(super) byte_range: Range<usize>,
}

/// The stored values do not belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HandedOutError {
    /// The byte range does not cover document and increment with one gap in the increment.
    #[error("the byte range does not cover exactly the document and the increment")]
    ByteRange,
    /// The gap of the byte range is not a hexadecimal string.
    #[error("the gap of the byte range is not a hexadecimal string")]
    Contents,
    /// The increment says nowhere that this is its byte range.
    #[error("the increment does not hold this byte range")]
    ByteRangeText,
}

impl HandedOut {
    /// Puts together what was stored when the signature was prepared: the state of the digest after the document
    /// before the increment, the increment, and its `/ByteRange`.
    ///
    /// # Errors
    /// [`HandedOutError`] when they do not belong together: nothing may be accepted by them then.
    pub fn new(
        before: DigestState,
        increment: Vec<u8>,
        byte_range: [u64; 4],
    ) -> Result<Self, HandedOutError> {
        let contents = gap(before.length, increment.len(), byte_range).ok_or(HandedOutError::ByteRange)?;
        match increment.get(contents.clone()) {
            Some([b'<', digits @ .., b'>'])
                if digits.len().is_multiple_of(2) && digits.iter().all(u8::is_ascii_hexdigit) => {}
            _ => return Err(HandedOutError::Contents),
        }
        let byte_range = byte_range_text(&increment, byte_range).ok_or(HandedOutError::ByteRangeText)?;
        Ok(Self { before, increment, contents, byte_range })
    }

    /// The segment at this offset of the increment, and the offset at which it ends; `None` after the end.
    pub(super) fn segment(&self, at: usize) -> Option<(Segment, usize)> {
        let Range { start, end } = self.contents;
        [
            (Segment::Covered, start),
            (Segment::Bracket, start.saturating_add(1)),
            (Segment::Digits, end.saturating_sub(1)),
            (Segment::Bracket, end),
            (Segment::Covered, self.increment.len()),
        ]
        .into_iter()
        .find(|(_, segment_end)| at < *segment_end)
    }

    /// The length of the whole file in bytes.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.before.length.saturating_add(self.increment.len() as u64)
    }
}

/// The parts of an increment that are compared differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Segment {
    /// Signed: must be as handed out.
    Covered,
    /// `<` or `>` of `/Contents`: not signed, must be as handed out.
    Bracket,
    /// The reserved hex digits of `/Contents`: not signed, may be any hex digits.
    Digits,
}

/// The gap of a byte range within the increment: the range begins with the file, ends with it, and leaves out
/// one piece, which lies in the increment (ISO 32000-2, 12.8.1).
fn gap(
    before: u64,
    increment: usize,
    [start, first, second_start, second]: [u64; 4],
) -> Option<Range<usize>> {
    let end = before.checked_add(u64::try_from(increment).ok()?)?;
    if start != 0 || second_start.checked_add(second)? != end || first > second_start {
        return None;
    }
    let from = usize::try_from(first.checked_sub(before)?).ok()?;
    let to = usize::try_from(second_start.checked_sub(before)?).ok()?;
    Some(from..to)
}

/// Where the increment says `/ByteRange [a b c d]` with these numbers.
fn byte_range_text(increment: &[u8], byte_range: [u64; 4]) -> Option<Range<usize>> {
    const KEY: &[u8] = b"/ByteRange";
    let starts = increment.windows(KEY.len()).enumerate().filter(|(_, window)| *window == KEY);
    starts.map(|(at, _)| at + KEY.len()).find_map(|after_key| {
        let rest = increment.get(after_key..)?;
        let open = rest.iter().position(|byte| !byte.is_ascii_whitespace())?;
        let close = rest.iter().position(|byte| *byte == b']')?;
        let array = rest.get(open..=close)?.strip_prefix(b"[")?.strip_suffix(b"]")?;
        let numbers: Vec<u64> = std::str::from_utf8(array)
            .ok()?
            .split_ascii_whitespace()
            .map(|number| number.parse().ok())
            .collect::<Option<_>>()?;
        (numbers == byte_range).then_some(after_key + open..after_key + close + 1)
    })
}
