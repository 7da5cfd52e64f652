//! What the fuzz targets and their seeds share.

/// SHA-256 of the document that the seeds of `cms` sign.
pub const DIGEST: [u8; 32] = [0x5a; 32];

/// Bytes reserved for a CMS in what an accepted scan is signed with.
pub const RESERVE: usize = 4 * 1024;
