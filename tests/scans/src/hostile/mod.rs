//! Files that must be refused, each with the cause that must be named.
//!
//! All are made from one small sound scan, with one thing changed.

mod actions;
mod fields;
mod files;
mod objects;
mod pages;
mod removable;
mod signatures;
mod swelling;

pub use removable::{Removable, removable};

use crate::layout::{Document, Layout};
use crate::page::{Paper, SheetOfPaper};
use crate::raster::{Colour, Raster};
use crate::write::classic;

/// A file that must be refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hostile {
    /// What is wrong with it, for the reader of a test.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// The code of the cause.
    pub code: &'static str,
}

impl Hostile {
    fn new(name: &str, bytes: Vec<u8>, code: &'static str) -> Self {
        Self { name: name.to_owned(), bytes, code }
    }
}

/// Every hostile file.
#[must_use]
pub fn hostile() -> Vec<Hostile> {
    let mut all = files::files();
    all.extend(actions::actions());
    all.extend(signatures::signatures());
    all.extend(fields::fields());
    all.extend(objects::objects());
    all.extend(pages::pages());
    all.extend(swelling::swelling());
    all
}

/// Number of the catalog in the small scan.
const CATALOG: u32 = 1;
/// Number of the root of the page tree.
const PAGES: u32 = 2;
/// Number of the page's content.
const CONTENT: u32 = 5;
/// Number of its only page.
const PAGE: u32 = 6;

/// A sound scan of one page and six objects.
fn small() -> Document {
    let sheet = SheetOfPaper::A4;
    let [width, height] = sheet.pixels(20);
    let image = Raster { width, height, colour: Colour::Bilevel, paper: Paper::Letter, seed: 1 };
    Document::new(Layout::Classic, &[sheet], 20, Colour::Bilevel, vec![image.compressed(0)])
}

/// The small scan with its objects changed, in a file with a table.
fn changed(change: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut document = small();
    change(&mut document);
    classic(&document.model).0.bytes
}

/// The small scan with some of its bytes changed, the length kept.
fn patched(from: &str, to: &str) -> Vec<u8> {
    patch(changed(|_| {}), from, to)
}

/// Bytes with their first `from` made `to`, filled up with spaces.
fn patch(mut bytes: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
    debug_assert!(to.len() <= from.len(), "{to} does not fit");
    let at = bytes.windows(from.len()).position(|window| window == from.as_bytes());
    if let Some(place) = at.and_then(|at| bytes.get_mut(at..at + from.len())) {
        place.fill(b' ');
        for (byte, new) in place.iter_mut().zip(to.bytes()) {
            *byte = new;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_hostile_file_has_a_name_of_its_own_and_differs_from_the_sound_one() {
        let sound = changed(|_| {});
        let all = hostile();
        assert_eq!(all.iter().map(|hostile| &hostile.name).collect::<BTreeSet<_>>().len(), all.len());
        for hostile in all {
            assert!(hostile.bytes != sound, "{}", hostile.name);
        }
    }
}
