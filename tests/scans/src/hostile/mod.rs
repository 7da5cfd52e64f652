//! Files that must be refused, each with the cause that must be named.

/// A file that must be refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hostile {
    /// What is wrong with it, for the reader of a test.
    pub name: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
    /// The code of the cause.
    pub code: &'static str,
}

/// Every hostile file.
#[must_use]
pub fn hostile() -> Vec<Hostile> {
    Vec::new()
}
