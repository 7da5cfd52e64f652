//! How much work a scan may cause: every byte that is looked at and every token counts, so that no file,
//! however it is built, is read much longer than a digest of its bytes takes.

use std::cell::Cell;

use super::Refusal;

/// All the work that one scan may cause, in units of about a nanosecond. A scan of 30 MB causes some thousands.
pub(super) const MAX_WORK: usize = 64_000_000;
/// Units of looking an object up, beside its bytes and tokens.
pub(super) const LOOK_UP: usize = 64;
/// Units of inflating a byte.
pub(super) const INFLATE: usize = 3;

/// What is left of the work that may be done.
#[derive(Debug)]
pub(super) struct Work {
    left: Cell<usize>,
}

impl Work {
    /// Nothing is done yet.
    pub(super) fn new() -> Self {
        Self { left: Cell::new(MAX_WORK) }
    }

    /// Does so many units more, at this offset of the file.
    pub(super) fn spend(&self, units: usize, position: usize) -> Result<(), Refusal> {
        let left = self.left.get().checked_sub(units);
        self.left.set(left.unwrap_or(0));
        left.map(drop).ok_or(Refusal::TooComplex { position })
    }

    /// Whether nothing more may be done.
    pub(super) fn is_over(&self) -> bool {
        self.left.get() == 0
    }

    /// The units done so far.
    #[cfg(test)]
    pub(super) fn done(&self) -> usize {
        MAX_WORK - self.left.get()
    }
}
