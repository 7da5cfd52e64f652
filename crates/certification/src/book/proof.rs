//! Reconciling a book with its entries: no gap, no duplicate, no changed line.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Anchor, Book, Digest, Entry, RegisterNumber};

/// How many findings a proof names; it counts the rest.
pub const MOST_FINDINGS: usize = 100;

/// What a book and its entries say of each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The book's first number.
    pub first: RegisterNumber,
    /// The number that comes next.
    pub next: RegisterNumber,
    /// Entries counted.
    pub entries: u32,
    /// Digest of the last entry.
    pub head: Digest,
    /// What does not fit, the first [`MOST_FINDINGS`]; empty in a sound book.
    pub findings: Vec<Finding>,
    /// How many there are.
    pub found: u32,
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
    /// The head that was anchored on a day is not in the chain: entries up to then were changed since.
    AnchorMissing {
        /// The day.
        day: Date,
    },
}

/// A reconciliation under way. It takes one entry after the other, in the order of their keys, and holds
/// none of them, so a book may be as large as it likes.
#[derive(Debug, Clone)]
pub struct Reconciliation {
    book: Book,
    anchor: Option<Anchor>,
    due: Option<RegisterNumber>,
    head: Digest,
    entries: u32,
    findings: Vec<Finding>,
    found: u32,
}

impl Reconciliation {
    /// Begins with the book's first number; the anchored head must turn up on the way.
    #[must_use]
    pub fn begin(book: &Book, anchor: Option<Anchor>) -> Self {
        let (due, head) = (Some(book.details.first), Digest::of_opening(&book.id, &book.agency));
        let book = book.clone();
        Self { book, anchor, due, head, entries: 0, findings: Vec::new(), found: 0 }
    }

    /// Begins where an anchored head was taken.
    #[must_use]
    pub fn since(book: &Book, anchor: &Anchor) -> Self {
        let begun = Self::begin(book, None);
        Self { due: Some(anchor.next), head: anchor.head.clone(), entries: anchor.entries, ..begun }
    }

    /// Reconciles entries that are at hand.
    #[must_use]
    pub fn over(book: &Book, anchor: Option<Anchor>, entries: &[Entry]) -> Proof {
        let mut reconciliation = Self::begin(book, anchor);
        for entry in entries {
            reconciliation.take(entry);
        }
        reconciliation.finish()
    }

    /// Takes the next entry.
    pub fn take(&mut self, entry: &Entry) {
        if self.anchor.as_ref().is_some_and(|anchor| anchor.next <= entry.number) {
            self.meet_anchor();
        }
        self.entries = self.entries.saturating_add(1);
        if let Some(due) = self.due.filter(|due| *due != entry.number) {
            self.find(Finding::OutOfTurn { due, found: entry.number });
        }
        if entry.computed_digest() != entry.digest {
            self.find(Finding::Changed { number: entry.number });
        }
        if entry.previous != self.head {
            self.find(Finding::Unchained { number: entry.number });
        }
        self.due = entry.number.following();
        self.head = entry.digest.clone();
    }

    /// Looks at the end.
    #[must_use]
    pub fn finish(mut self) -> Proof {
        self.meet_anchor();
        if let Some(due) = self.due.filter(|due| *due != self.book.next) {
            self.find(Finding::EndMissing { due });
        }
        if self.head != self.book.head {
            self.find(Finding::HeadDiffers);
        }
        Proof {
            first: self.book.details.first,
            next: self.book.next,
            entries: self.entries,
            head: self.head,
            findings: self.findings,
            found: self.found,
        }
    }

    /// Where the anchored head was taken, the chain must have come to it.
    fn meet_anchor(&mut self) {
        let Some(anchor) = self.anchor.take() else { return };
        if self.due.is_some_and(|due| due != anchor.next) || self.head != anchor.head {
            self.find(Finding::AnchorMissing { day: anchor.day });
        }
    }

    fn find(&mut self, finding: Finding) {
        self.found = self.found.saturating_add(1);
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push(finding);
        }
    }
}

impl Proof {
    /// Whether nothing was found.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.found == 0
    }
}
