//! The head of a book as it was on a day, to be kept where nobody can change it.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{Book, Digest, RegisterNumber};
use crate::ids::{AgencyId, BookId};

/// What a book said of itself at the end of a day.
///
/// Each is written only when the entries since the one before lead from its head to the new one, so the last
/// one speaks for all: an entry that was changed after it had been anchored shows for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The agency.
    pub agency: AgencyId,
    /// The book.
    pub book: BookId,
    /// The book as printed.
    pub book_text: String,
    /// The day.
    pub day: Date,
    /// When it was taken.
    pub at: Timestamp,
    /// Numbers issued up to then.
    pub entries: u32,
    /// The number that came next.
    pub next: RegisterNumber,
    /// Digest of the last entry; of the opening when there was none.
    pub head: Digest,
}

impl Anchor {
    /// The head of a book for a day.
    #[must_use]
    pub fn of(book: &Book, day: Date, at: Timestamp) -> Self {
        Self {
            agency: book.agency.clone(),
            book: book.id,
            book_text: book.text(),
            day,
            at,
            entries: book.issued(),
            next: book.next,
            head: book.head.clone(),
        }
    }
}
