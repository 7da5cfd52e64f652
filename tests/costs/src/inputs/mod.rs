//! What is measured: scans as offices make them, and hostile files.

mod hostile;

pub use hostile::Hostile;
use scans::{Layout, Scan};

/// A million bytes.
pub const MB: usize = 1_000_000;
/// Sizes of the files, in [`MB`].
pub const SIZES: [usize; 4] = [1, 5, 15, 30];

/// A scan as an office's scanner gives it.
#[must_use]
pub fn scan(layout: Layout, size: usize) -> Vec<u8> {
    Scan::new(layout, size * MB).bytes()
}
