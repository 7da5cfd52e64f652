//! SHA-256 that can be put down after the scan and taken up by another process.

use serde::{Deserialize, Serialize};
use sha2::digest::Digest as _;
use sha2::digest::common::hazmat::SerializableState as _;

/// Tag of the serialised state. Its layout is not promised stable by `sha2`, so a state of another tag is
/// refused and the document hashed again.
const STATE_FORMAT: &str = "sha2-0.11/sha256";

/// The state of SHA-256 after the first `length` bytes of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestState {
    format: String,
    /// Bytes hashed so far.
    pub length: u64,
    state: String,
}

/// A [`DigestState`] that this build cannot take up: hash the document again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the digest state is of another format ({0}); the document must be hashed again")]
pub struct UnknownDigestState(String);

/// SHA-256 in progress.
#[derive(Clone, Default)]
pub struct Hasher {
    inner: sha2::Sha256,
    length: u64,
}

impl Hasher {
    /// Starts over an empty document.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a digest up where it was put down.
    ///
    /// # Errors
    /// [`UnknownDigestState`] when the state was written in another format.
    pub fn resume(state: &DigestState) -> Result<Self, UnknownDigestState> {
        let unknown = || UnknownDigestState(state.format.clone());
        if state.format != STATE_FORMAT {
            return Err(unknown());
        }
        let bytes = hex(&state.state).ok_or_else(unknown)?;
        let bytes = bytes.as_slice().try_into().map_err(|_| unknown())?;
        let inner = sha2::Sha256::deserialize(bytes).map_err(|_| unknown())?;
        Ok(Self { inner, length: state.length })
    }

    /// Hashes more bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.inner.update(bytes);
        self.length += bytes.len() as u64;
    }

    /// The state so far, to go on from later.
    #[must_use]
    pub fn state(&self) -> DigestState {
        let bytes = self.inner.serialize();
        let state = bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            use std::fmt::Write as _;
            let _ = write!(text, "{byte:02x}");
            text
        });
        DigestState { format: STATE_FORMAT.to_owned(), length: self.length, state }
    }

    /// The digest of all bytes so far.
    #[must_use]
    pub fn finish(self) -> [u8; 32] {
        self.inner.finalize().into()
    }
}

fn hex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_taken_up_again_equals_one_made_in_one_pass() {
        let document: Vec<u8> = (0..10_000_u32).flat_map(u32::to_le_bytes).collect();
        for cut in [0, 1, 63, 64, 65, 4_096, 39_999] {
            let mut first = Hasher::new();
            first.update(&document[..cut]);
            let mut second = Hasher::resume(&first.state()).unwrap();
            second.update(&document[cut..]);
            let mut whole = Hasher::new();
            whole.update(&document);
            assert_eq!(second.finish(), whole.finish(), "cut at {cut}");
        }
    }

    #[test]
    fn a_state_of_another_format_is_refused() {
        let mut state = Hasher::new().state();
        state.format = "sha2-0.12/sha256".to_owned();
        assert_eq!(Hasher::resume(&state).err(), Some(UnknownDigestState("sha2-0.12/sha256".to_owned())));
    }
}
