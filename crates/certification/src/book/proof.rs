//! Reconciling a book with its entries: no gap, no duplicate, no changed line.

use serde::{Deserialize, Serialize};

use super::{Book, Digest, Entry, RegisterNumber};

/// What a book and its entries say of each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The book's first number.
    pub first: RegisterNumber,
    /// The number that comes next.
    pub next: RegisterNumber,
    /// Entries read.
    pub entries: u32,
    /// Digest of the last entry.
    pub head: Digest,
    /// What does not fit; empty in a sound book.
    pub findings: Vec<Finding>,
}

/// Something that must not be in a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "finding", rename_all = "snake_case")]
pub enum Finding {
    /// An entry where another number was due: a gap before it, or a duplicate.
    OutOfTurn {
        /// The number that was due.
        due: RegisterNumber,
        /// The number found.
        found: RegisterNumber,
    },
    /// An entry whose content does not give its digest.
    Changed {
        /// Its number.
        number: RegisterNumber,
    },
    /// An entry that does not continue the chain.
    Unchained {
        /// Its number.
        number: RegisterNumber,
    },
    /// The last entry is not the one before the book's next number.
    EndMissing {
        /// The number that was due.
        due: RegisterNumber,
    },
    /// The book's head is not the digest of the last entry.
    HeadDiffers,
}

impl Proof {
    /// Reads the entries of a book, which come in the order of their keys.
    #[must_use]
    pub fn reconcile<'a>(book: &Book, entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let mut findings = Vec::new();
        let mut due = Some(book.details.first);
        let mut head = Digest::of_opening(&book.id, &book.agency);
        let mut count = 0;
        for entry in entries {
            count += 1;
            if let Some(due) = due.filter(|due| *due != entry.number) {
                findings.push(Finding::OutOfTurn { due, found: entry.number });
            }
            if entry.computed_digest() != entry.digest {
                findings.push(Finding::Changed { number: entry.number });
            }
            if entry.previous != head {
                findings.push(Finding::Unchained { number: entry.number });
            }
            due = entry.number.following();
            head = entry.digest.clone();
        }
        if let Some(due) = due.filter(|due| *due != book.next) {
            findings.push(Finding::EndMissing { due });
        }
        if head != book.head {
            findings.push(Finding::HeadDiffers);
        }
        Self { first: book.details.first, next: book.next, entries: count, head, findings }
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }
}
