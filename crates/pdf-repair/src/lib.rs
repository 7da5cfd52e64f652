//! Rewriting a scan that the strict reader refuses for a cause that can be removed.
//!
//! [`repair`] loads the scan with `lopdf`, which reads what other readers also manage to read, removes or flattens
//! what a certified copy must not hold, and writes the rest as a new file. The new file is given out only when
//! [`pdf_signing::scan::inspect`] accepts it. A person compares it with the paper afterwards; this crate makes sure
//! that there is one reading to compare:
//!
//! - The catalog and the pages are written anew from lists of allowed keys (`pages`), so an entry that is not on a
//!   list is gone, whether it was known to be harmful or not.
//! - What was visible stays visible: appearances of annotations and form fields are drawn into the page
//!   (`annotations`). What viewers would draw by themselves, each in its own way, is a reason to refuse.
//! - Nothing is lost in silence: a page, a content stream or an image that the file mentions and that cannot be read
//!   is a reason to refuse (`whole`).
//!
//! Not repaired at all: signed files, files with a password, dynamic forms, files beyond the limits of [`guard`].
//!
//! ```text
//! guard  ->  source (lopdf)  ->  layers  ->  pages, annotations  ->  hazards  ->  output  ->  inspect
//! ```

mod annotations;
mod appearance;
mod change;
mod content;
mod fields;
mod graph;
pub mod guard;
mod hazards;
mod layers;
mod links;
mod not_repaired;
mod output;
mod page_tree;
mod pages;
mod source;
mod tags;
mod whole;

use std::collections::BTreeSet;
use std::thread;

pub use change::Change;
pub use not_repaired::NotRepaired;
use pdf_signing::scan::{Inspection, Refusal, inspect};

/// Stack of the thread that repairs, in bytes. `lopdf` recurses by nested values and by object streams.
const STACK: usize = 64 << 20;

/// A scan that was rewritten and that the strict reader accepts.
#[derive(Debug, Clone, PartialEq)]
pub struct Repaired {
    /// The new file.
    pub bytes: Vec<u8>,
    /// Result of the strict reader for the new file.
    pub inspection: Inspection,
    /// The changes, each kind once, in the order of [`Change::ALL`].
    pub changes: Vec<Change>,
}

/// Tells whether a cause may be removed by a repair. Cheap: looks at the cause only.
#[must_use]
pub fn repairable(refusal: &Refusal) -> bool {
    !matches!(
        refusal,
        Refusal::Empty
            | Refusal::TooLarge { .. }
            | Refusal::NotAPdf
            | Refusal::AlreadySigned { .. }
            | Refusal::NoPages
            | Refusal::TooManyPages
            | Refusal::PageWithoutArea { .. }
            | Refusal::TooManyObjects { .. }
            | Refusal::TooComplex { .. }
            | Refusal::DecompressionBomb { .. }
    )
}

/// Rewrites a scan that the strict reader refused.
///
/// # Errors
/// [`NotRepaired`], with its cause, when the cause cannot be removed or the result would not show the same.
pub fn repair(scan: &[u8], refusal: &Refusal) -> Result<Repaired, NotRepaired> {
    if !repairable(refusal) {
        return Err(NotRepaired::Refused(refusal.clone()));
    }
    let limits = guard::check(scan)?;
    let (bytes, mut changes) = on_own_thread(|| rewrite(scan, limits))?;
    let inspection = inspect(&bytes).map_err(NotRepaired::Refused)?;
    if changes.is_empty() || matches!(refusal, Refusal::Damaged { .. } | Refusal::Truncated { .. }) {
        changes.insert(Change::Structure);
    }
    Ok(Repaired { bytes, inspection, changes: changes.into_iter().collect() })
}

/// Runs a repair on a thread with a known stack, and turns a panic into a refusal.
///
/// A panic in `lopdf` must not end the function that called us: the case would stay without an answer.
fn on_own_thread<T: Send>(work: impl FnOnce() -> Result<T, NotRepaired> + Send) -> Result<T, NotRepaired> {
    thread::scope(|scope| {
        let started =
            thread::Builder::new().name("repair".into()).stack_size(STACK).spawn_scoped(scope, work);
        match started.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(result)) => result,
            Ok(Err(_)) | Err(_) => Err(NotRepaired::Unreadable),
        }
    })
}

/// Reads the scan as it is written; when something cannot be found so, by a search for its objects.
fn rewrite(scan: &[u8], limits: guard::Limits) -> Result<(Vec<u8>, BTreeSet<Change>), NotRepaired> {
    match rewrite_once(scan, limits, false) {
        Err(first @ (NotRepaired::Unreadable | NotRepaired::Incomplete { .. })) => {
            rewrite_once(scan, limits, true).map_err(|_| first)
        }
        result => result,
    }
}

fn rewrite_once(
    scan: &[u8],
    limits: guard::Limits,
    search: bool,
) -> Result<(Vec<u8>, BTreeSet<Change>), NotRepaired> {
    let mut changes = BTreeSet::new();
    let mut document = source::load(scan, limits, search, &mut changes)?;
    hazards::refuse_signed(&document)?;
    fields::refuse_dynamic(&document)?;
    let mut pages = page_tree::read(&mut document)?;
    whole::check(&document, &pages, scan)?;
    layers::flatten(&mut document, &mut pages, &mut changes)?;
    let gone = pages::rebuild(&mut document, &pages, &mut changes)?;
    hazards::remove(&mut document, &mut changes);
    output::write(document, &gone, scan.len()).map(|bytes| (bytes, changes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_refusal() {
        let result: Result<(), NotRepaired> = on_own_thread(|| panic!("lopdf"));
        assert_eq!(result, Err(NotRepaired::Unreadable));
    }
}
