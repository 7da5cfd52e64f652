//! Compressed data of streams (ISO 32000-2, 7.4.4).

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Deflates data for `/FlateDecode` while someone waits.
pub(super) fn deflate(data: &[u8]) -> Vec<u8> {
    deflate_with(data, Compression::new(6))
}

/// Deflates data that is kept, and copied many times.
pub(super) fn deflate_best(data: &[u8]) -> Vec<u8> {
    deflate_with(data, Compression::best())
}

fn deflate_with(data: &[u8], level: Compression) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(data.len() / 2 + 16), level);
    // writing to memory does not fail
    let _ = encoder.write_all(data);
    encoder.finish().unwrap_or_default()
}
