//! Putting the CMS into its reserved place.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::prepared::Prepared;
use super::{raw, stored_bytes};

/// An increment with its signature in it: the bytes to append to the document.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Embedded {
    /// The bytes to append; as long as those prepared.
    #[serde(with = "stored_bytes")]
    pub increment: Vec<u8>,
    /// The digits of `/Contents` within the increment: all in which it differs from the prepared one.
    pub contents: Range<u64>,
}

impl fmt::Debug for Embedded {
    /// Names the increment by its length, as [`Prepared`] does.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Embedded")
            .field("increment", &format_args!("{} bytes", self.increment.len()))
            .field("contents", &self.contents)
            .finish()
    }
}

/// Why a CMS was not embedded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EmbedError {
    /// The CMS needs more room than was reserved: prepare again with a larger reserve.
    #[error("the CMS has {cms} bytes, {reserved} are reserved")]
    TooLong {
        /// Bytes of the CMS.
        cms: usize,
        /// Bytes reserved.
        reserved: usize,
    },
    /// There is nothing to embed.
    #[error("the CMS is empty")]
    Empty,
    /// The prepared value is not one of [`prepare`](super::signature::prepare): its place is not a string of
    /// zeros between angle brackets.
    #[error("the prepared increment has no reserved place")]
    NotReserved,
}

/// Writes a CMS (DER) in hexadecimal into the place reserved for it; the rest stays zeros.
///
/// # Errors
/// [`EmbedError`].
pub fn embed(prepared: &Prepared, cms: &[u8]) -> Result<Embedded, EmbedError> {
    if cms.is_empty() {
        return Err(EmbedError::Empty);
    }
    let mut increment = prepared.increment.clone();
    let place = place(&mut increment, &prepared.contents).ok_or(EmbedError::NotReserved)?;
    let reserved = place.len() / 2;
    if cms.len() > reserved {
        return Err(EmbedError::TooLong { cms: cms.len(), reserved });
    }
    for (slot, digit) in place.iter_mut().zip(raw::hex(cms).bytes()) {
        *slot = digit;
    }
    Ok(Embedded { increment, contents: prepared.contents.clone() })
}

fn place<'a>(increment: &'a mut [u8], contents: &Range<u64>) -> Option<&'a mut [u8]> {
    let start = usize::try_from(contents.start).ok()?;
    let end = usize::try_from(contents.end).ok()?;
    let (before, rest) = increment.split_at_mut_checked(start)?;
    let (place, after) = rest.split_at_mut_checked(end.checked_sub(start)?)?;
    let reserved =
        before.ends_with(b"<") && after.starts_with(b">") && place.iter().all(|byte| *byte == b'0');
    reserved.then_some(place)
}
