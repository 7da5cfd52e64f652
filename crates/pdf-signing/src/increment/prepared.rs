//! An increment whose signature is still to come.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::cross_reference::Finished;
use super::document::CopyPlan;
use super::error::PrepareError;
use super::signature_dictionary::Marks;
use super::stored_bytes;
use crate::digest::{DigestState, Hasher};
use crate::plan::Rectangle;

/// An increment with its signature's place reserved and its digest taken.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Prepared {
    /// The bytes to append to the document, with zeros for the signature.
    #[serde(with = "stored_bytes")]
    pub increment: Vec<u8>,
    /// `/ByteRange`: offsets and lengths in the whole document, everything but the `/Contents` token.
    pub byte_range: [u64; 4],
    /// The hexadecimal digits of `/Contents` within the increment, without their angle brackets.
    pub contents: Range<u64>,
    /// SHA-256 over the byte range: what the signature signs.
    pub digest: [u8; 32],
    /// The document as it will be with this increment; it does not depend on the signature.
    pub copy: CopyPlan,
    /// Where the signature and the place of the seal stand; `None` for a seal, which moves nothing.
    pub placed: Option<Placed>,
}

/// Where an increment has put the signature, for a viewer to draw over.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Placed {
    /// From 0 over the pages of the scan; their number is the statement page.
    pub page: usize,
    /// The signature, in points of the page as shown, from its bottom left.
    pub signature: Rectangle,
    /// The place of the seal, likewise.
    pub seal: Rectangle,
}

impl fmt::Debug for Prepared {
    /// Names the increment by its length: its bytes are long and hold names of persons.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Prepared")
            .field("increment", &format_args!("{} bytes", self.increment.len()))
            .field("byte_range", &self.byte_range)
            .field("contents", &self.contents)
            .field("placed", &self.placed)
            .finish_non_exhaustive()
    }
}

/// Takes the digest of the document before the increment up.
///
/// # Errors
/// [`PrepareError::Digest`], [`PrepareError::DigestOfAnotherDocument`].
pub(super) fn resume(digest: &DigestState, length: u64) -> Result<Hasher, PrepareError> {
    if digest.length != length {
        return Err(PrepareError::DigestOfAnotherDocument { digest: digest.length, plan: length });
    }
    Ok(Hasher::resume(digest)?)
}

/// Writes `/ByteRange` into its place and takes the digest over it.
pub(super) fn complete(
    base: u64,
    mut hasher: Hasher,
    finished: Finished,
    marks: &Marks,
    copy: CopyPlan,
) -> Prepared {
    let mut increment = finished.bytes;
    let gap = marks.contents.start.saturating_sub(1)..marks.contents.end.saturating_add(1);
    let (before, after) = (base + gap.start as u64, base + gap.end as u64);
    let byte_range = [0, before, after, (base + increment.len() as u64).saturating_sub(after)];
    let text = format!("[0 {before} {after} {}]", byte_range[3]);
    if let Some(place) = increment.get_mut(marks.byte_range.clone()) {
        // spaces after the array keep the length
        for (slot, byte) in place.iter_mut().zip(text.bytes().chain(std::iter::repeat(b' '))) {
            *slot = byte;
        }
    }
    hasher.update(increment.get(..gap.start).unwrap_or_default());
    hasher.update(increment.get(gap.end..).unwrap_or_default());
    let contents = marks.contents.start as u64..marks.contents.end as u64;
    Prepared { increment, byte_range, contents, digest: hasher.finish(), copy, placed: None }
}
