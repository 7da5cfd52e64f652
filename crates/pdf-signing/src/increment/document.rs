//! The certified copy as it stands after an increment, for the next one.

use serde::{Deserialize, Serialize};

use super::cross_reference::Finished;
use super::embed::Embedded;
use super::error::PrepareError;
use super::fields::CopyFields;
use super::prepared::{Prepared, resume};
use crate::digest::DigestState;
use crate::plan::{CrossReference, ObjectRef, RawDictionary, RawValue};

/// Version of the serialised [`CopyPlan`].
pub(super) const COPY_FORMAT: u16 = 2;

/// What must be known of a certified copy to append to it without reading it again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CopyPlan {
    /// Version of this value; one of another version is not used.
    pub format: u16,
    /// Length of the copy in bytes. It ends with a line feed.
    pub length: u64,
    /// Offset of its last cross-reference section.
    pub startxref: u64,
    /// The style that the next increment follows.
    pub cross_reference: CrossReference,
    /// The first free object number.
    pub size: u32,
    /// `/Root`.
    pub root: ObjectRef,
    /// The catalog as it stands, for an increment that adds to it (a document security store).
    pub catalog: RawDictionary,
    /// `/Info`, when there is one.
    pub info: Option<ObjectRef>,
    /// The two strings of `/ID`, decoded.
    pub id: (RawValue, RawValue),
    /// The fields that the seal fills; `None` once it has.
    pub fields: Option<CopyFields>,
}

/// A document after its signature was embedded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignedCopy {
    /// The plan of the next increment.
    pub plan: CopyPlan,
    /// The digest taken over the whole document, to go on from.
    pub digest: DigestState,
    /// SHA-256 of the whole document.
    pub sha256: [u8; 32],
}

/// What the next increment needs, once a signature was embedded. `digest` is the state that the increment
/// was prepared from: that of the document before it.
///
/// # Errors
/// [`PrepareError::Digest`], [`PrepareError::DigestOfAnotherDocument`].
pub fn after(
    prepared: &Prepared,
    embedded: &Embedded,
    digest: &DigestState,
) -> Result<SignedCopy, PrepareError> {
    let before = prepared.copy.length.saturating_sub(embedded.increment.len() as u64);
    let mut hasher = resume(digest, before)?;
    hasher.update(&embedded.increment);
    let digest = hasher.state();
    Ok(SignedCopy { plan: prepared.copy.clone(), digest, sha256: hasher.finish() })
}

impl CopyPlan {
    /// This plan after another increment.
    pub(super) fn advanced(&self, base: u64, finished: &Finished) -> Self {
        Self {
            length: base.saturating_add(finished.bytes.len() as u64),
            startxref: finished.startxref,
            size: finished.size,
            ..self.clone()
        }
    }
}

/// The two strings of `/ID` (ISO 32000-2, 14.4): the first stays, the second is new with every increment.
pub(super) fn identifiers(
    id: Option<&(RawValue, RawValue)>,
    digest: &DigestState,
    salt: &str,
) -> Result<(RawValue, RawValue), PrepareError> {
    let mut hasher = resume(digest, digest.length)?;
    hasher.update(salt.as_bytes());
    let new = RawValue(hasher.finish().iter().take(16).copied().collect());
    Ok(match id {
        Some((first, _)) => (first.clone(), new),
        None => (new.clone(), new),
    })
}
