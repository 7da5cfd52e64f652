//! Register books (sổ chứng thực) and their numbers.
//!
//! NĐ 23/2015 Điều 13, 14 and TT 01/2020 Điều 4: a number is a running number within the book, without gap,
//! duplicate or re-use. Here that holds because [`Book::issue`] is the only way to a number: it gives the
//! number, the line of the register that carries it and the book that comes after, to be stored together.

mod anchor;
mod closing;
mod columns;
mod edit;
mod entry;
mod kind;
mod mark;
mod number;
mod proof;
mod series;

pub use anchor::Anchor;
pub use closing::{CloseRefusal, Closing};
pub use columns::{InvalidColumns, RegisterColumns};
pub use edit::Edit;
pub use entry::{Digest, Entry, EntryFields};
pub use kind::{BookKind, UnknownKind};
pub use mark::EntryMark;
pub use number::{NumberPattern, PatternError, RegisterNumber};
pub use proof::{Finding, MOST_FINDINGS, Proof, Reconciliation};
pub use series::{Changed, DeleteRefusal, OpenRefusal, Series};

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    ids::{AgencyId, BookId},
    letters, time,
};

/// A register book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    /// Its identifier.
    pub id: BookId,
    /// The agency that keeps it.
    pub agency: AgencyId,
    /// Of electronic copies, or the record of one on paper.
    pub kind: BookKind,
    /// What the clerk fills in.
    pub details: BookDetails,
    /// Quyển số: which book of its year, from 1.
    pub ordinal: u32,
    /// The book of the same year that it goes on from.
    pub predecessor: Option<BookId>,
    /// The book of the same year that goes on from it; once there is one, this one issues no more.
    pub successor: Option<BookId>,
    /// The number that the next original gets.
    pub next: RegisterNumber,
    /// The day of the last entry.
    pub last_issued: Option<Date>,
    /// Digest of the last entry; of the book's opening while it is empty.
    pub head: Digest,
    /// Khóa sổ: once it is there, nothing of the book changes any more.
    pub closing: Option<Closing>,
    /// The last edit of its details.
    #[serde(default)]
    pub last_edit: Option<Edit>,
    /// Counts the writes.
    pub version: u64,
}

/// The fields of the form [Thêm mới sổ chứng thực], and how its numbers are printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookDetails {
    /// Tên sổ chứng thực.
    pub name: String,
    /// Số bắt đầu sổ.
    pub first: RegisterNumber,
    /// Ngày mở sổ.
    pub opens: Date,
    /// Ngày đóng sổ: the last day on which a number is issued.
    pub closes: Date,
    /// How a number is printed; [`BookKind::number_pattern`] unless the agency says otherwise.
    pub number_pattern: NumberPattern,
    /// How the book is printed; [`BookKind::book_pattern`] unless the agency says otherwise.
    pub book_pattern: NumberPattern,
}

/// Details that make no book.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidBook {
    /// The name is empty or longer than 200 characters.
    #[error("a book needs a name of 1 to 200 characters")]
    Name,
    /// It closes before it opens.
    #[error("the book closes before it opens")]
    ClosesBeforeItOpens,
    /// Numbers start again every year, so a book does not go beyond its year.
    #[error("the book goes beyond its year")]
    BeyondItsYear,
}

/// A number that cannot be issued.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IssueRefusal {
    /// An electronic copy carries a number of the electronic series.
    #[error("the book is on paper")]
    OnPaper,
    /// Its total has been counted and confirmed.
    #[error("the total was confirmed on {0}")]
    Counted(Date),
    /// Ngày mở sổ is still to come.
    #[error("the book opens on {0}")]
    NotYetOpen(Date),
    /// Ngày đóng sổ has passed.
    #[error("the book closed on {0}")]
    Closed(Date),
    /// Another book of the year goes on from this one.
    #[error("book {0} goes on from this one")]
    Continued(BookId),
    /// The number after the largest.
    #[error("the book is full")]
    Full,
}

/// A change of a book that its entries forbid.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeRefusal {
    /// The details make no book.
    #[error(transparent)]
    Invalid(#[from] InvalidBook),
    /// The first number of a book that has entries.
    #[error("numbers have been issued from the book")]
    HasEntries,
    /// The opening date of a book that has entries.
    #[error("the book was opened before its first entry")]
    Opened,
    /// A closing date before the last entry.
    #[error("the last entry was made on {0}")]
    BeforeLastEntry(Date),
    /// A later closing date of a book that has entries and has closed.
    #[error("the book closed on {0}")]
    Closed(Date),
    /// The first number of a book that goes on from another, or that another goes on from.
    #[error("the book's first number follows from the books of its year")]
    InSeries,
    /// Anything, once the total has been counted and confirmed.
    #[error("the total was confirmed on {0}")]
    Counted(Date),
    /// Another year. A book's ordinal counts within its year, so it cannot move to another one.
    #[error("a book stays in its year")]
    OtherYear,
}

impl BookDetails {
    /// Checks the details against each other.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn checked(self) -> Result<Self, InvalidBook> {
        let name = letters::one_line(&self.name);
        if name.chars().count() > 200 || !letters::is_name(&name) {
            return Err(InvalidBook::Name);
        }
        if self.closes < self.opens {
            return Err(InvalidBook::ClosesBeforeItOpens);
        }
        if self.closes.year() != self.opens.year() {
            return Err(InvalidBook::BeyondItsYear);
        }
        Ok(Self { name, ..self })
    }
}

impl Book {
    /// Opens an empty book that stands alone; [`Series::open`] puts it into its year.
    ///
    /// # Errors
    /// [`InvalidBook`] when the details make none.
    pub fn open(
        id: BookId,
        agency: AgencyId,
        kind: BookKind,
        ordinal: u32,
        details: BookDetails,
    ) -> Result<Self, InvalidBook> {
        let details = details.checked()?;
        let head = Digest::of_opening(&id, &agency);
        Ok(Self {
            id,
            agency,
            kind,
            ordinal,
            predecessor: None,
            successor: None,
            next: details.first,
            last_issued: None,
            head,
            closing: None,
            last_edit: None,
            version: 0,
            details,
        })
    }

    /// Whether no number has been issued.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.next == self.details.first
    }

    /// How many numbers have been issued.
    #[must_use]
    pub fn issued(&self) -> u32 {
        self.next.get() - self.details.first.get()
    }

    /// Changes name, dates and patterns on the day `today`.
    ///
    /// The year never changes. The first number changes only while the book is empty and the only one of its
    /// year, because a later one begins where the one before it ends. Once there are entries the opening
    /// date stays, the closing date stays on or after the last of them, and a book that has closed is not
    /// opened again. Once its total has been confirmed it does not change at all.
    ///
    /// # Errors
    /// What is wrong with the details, or what the book forbids.
    pub fn change(self, details: BookDetails, today: Date) -> Result<Self, ChangeRefusal> {
        if let Some(closing) = &self.closing {
            return Err(ChangeRefusal::Counted(time::day(closing.at)));
        }
        let details = details.checked()?;
        if details.opens.year() != self.details.opens.year() {
            return Err(ChangeRefusal::OtherYear);
        }
        if self.is_empty() {
            let alone = self.predecessor.is_none() && self.successor.is_none();
            if details.first != self.details.first && !alone {
                return Err(ChangeRefusal::InSeries);
            }
            return Ok(Self { next: details.first, details, ..self });
        }
        if details.first != self.details.first {
            return Err(ChangeRefusal::HasEntries);
        }
        if details.opens != self.details.opens {
            return Err(ChangeRefusal::Opened);
        }
        if let Some(last) = self.last_issued.filter(|last| details.closes < *last) {
            return Err(ChangeRefusal::BeforeLastEntry(last));
        }
        if self.details.closes < today && details.closes > self.details.closes {
            return Err(ChangeRefusal::Closed(self.details.closes));
        }
        Ok(Self { details, ..self })
    }

    /// Issues the next number at `at`: the book that comes after, and the entry to be stored with it.
    ///
    /// # Errors
    /// [`IssueRefusal`] when the book is not open on that day, or another one goes on from it.
    pub fn issue(&self, fields: EntryFields, at: Timestamp) -> Result<(Self, Entry), IssueRefusal> {
        let day = time::day(at);
        if self.kind == BookKind::Paper {
            return Err(IssueRefusal::OnPaper);
        }
        if let Some(closing) = &self.closing {
            return Err(IssueRefusal::Counted(time::day(closing.at)));
        }
        if day < self.details.opens {
            return Err(IssueRefusal::NotYetOpen(self.details.opens));
        }
        if day > self.details.closes {
            return Err(IssueRefusal::Closed(self.details.closes));
        }
        if let Some(successor) = self.successor {
            return Err(IssueRefusal::Continued(successor));
        }
        let next = self.next.following().ok_or(IssueRefusal::Full)?;
        let entry = Entry::chained(self.id, self.next, self.number_text(self.next), at, fields, &self.head);
        let last_issued = self.last_issued.max(Some(day));
        let after = Self { next, last_issued, head: entry.digest.clone(), ..self.clone() };
        Ok((after, entry))
    }

    /// A number as printed: `127/ĐT`.
    #[must_use]
    pub fn number_text(&self, number: RegisterNumber) -> String {
        self.details.number_pattern.print(number.get(), self.details.opens.year())
    }

    /// The book as printed: `quyển số 01/2026-SCTĐT/BS`.
    #[must_use]
    pub fn text(&self) -> String {
        self.details.book_pattern.print(self.ordinal, self.details.opens.year())
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
