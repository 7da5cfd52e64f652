//! Compressed data of streams (ISO 32000-2, 7.4.4).

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Deflates data for `/FlateDecode`.
pub(super) fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(data.len() / 2 + 16), Compression::best());
    // writing to memory does not fail
    let _ = encoder.write_all(data);
    encoder.finish().unwrap_or_default()
}
