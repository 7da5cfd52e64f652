//! The books of one year as one running series of numbers.
//!
//! TT 01/2020 Điều 4: numbers run on to the end of the year, so a second book opened within the year goes on
//! from the first. The series knows which book is the last; opening another one closes that book for numbers
//! in the same transaction, and deleting an empty one opens the book before it again. Electronic and paper
//! books are two series.

use serde::{Deserialize, Serialize};

use super::{Book, BookDetails, BookKind, InvalidBook, RegisterNumber};
use crate::ids::{AgencyId, BookId};

/// The books of one kind that an agency has opened for a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// The agency.
    pub agency: AgencyId,
    /// Their kind.
    pub kind: BookKind,
    /// The year.
    pub year: i16,
    /// How many books there are; the ordinal of the last.
    pub count: u32,
    /// The book that issues the numbers.
    pub last: Option<BookId>,
    /// Counts the writes.
    pub version: u64,
}

/// What changes together in a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The series after it.
    pub series: Series,
    /// The book that was opened, or is to be deleted.
    pub book: Book,
    /// The book before it, closed or open again for numbers.
    pub predecessor: Option<Book>,
}

/// A book that cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenRefusal {
    /// The details make no book.
    #[error(transparent)]
    Invalid(#[from] InvalidBook),
    /// The year's numbers have come to another one.
    #[error("the year's series goes on with {due}")]
    OutOfSeries {
        /// The first number that the book must have.
        due: RegisterNumber,
    },
    /// A paper book that begins no later than the one before it.
    #[error("the paper book before it begins with {after}")]
    NotAfter {
        /// The first number of the book before.
        after: RegisterNumber,
    },
    /// The last book was not given: the series has changed since it was read.
    #[error("the series has changed")]
    Moved,
}

/// A book that cannot be deleted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeleteRefusal {
    /// Books with entries are kept for ever.
    #[error("numbers have been issued from the book")]
    HasEntries,
    /// Another book goes on from it.
    #[error("book {0} goes on from it")]
    Continued(BookId),
    /// Its total, none, has been confirmed.
    #[error("the total has been confirmed")]
    Counted,
    /// The book is not the last one given: the series has changed since it was read.
    #[error("the series has changed")]
    Moved,
}

impl Series {
    /// A year without books.
    #[must_use]
    pub fn begin(agency: AgencyId, kind: BookKind, year: i16) -> Self {
        Self { agency, kind, year, count: 0, last: None, version: 0 }
    }

    /// Opens the year's next book; `last` is the book that [`Self::last`] names.
    ///
    /// The year's first book begins where the clerk says: offices come from a paper register or another
    /// program in the middle of a year, and go on from its last number. So does a later book on paper, whose
    /// last number only the paper knows.
    ///
    /// # Errors
    /// [`OpenRefusal`]: what is wrong with the details, or with which number the book must begin.
    pub fn open(self, id: BookId, details: BookDetails, last: Option<Book>) -> Result<Changed, OpenRefusal> {
        if last.as_ref().map(|last| last.id) != self.last {
            return Err(OpenRefusal::Moved);
        }
        let ordinal = self.count.saturating_add(1);
        let book = Book::open(id, self.agency.clone(), self.kind, ordinal, details)?;
        if let Some(last) = &last {
            book.goes_on_from(last)?;
        }
        Ok(Changed {
            series: Self { count: ordinal, last: Some(id), ..self },
            book: Book { predecessor: last.as_ref().map(|last| last.id), ..book },
            predecessor: last.map(|last| Book { successor: Some(id), ..last }),
        })
    }

    /// Takes the last book away while it is empty; `predecessor` is the book that it names as such, which
    /// then issues numbers again.
    ///
    /// # Errors
    /// [`DeleteRefusal`] for any other book.
    pub fn delete(self, book: Book, predecessor: Option<Book>) -> Result<Changed, DeleteRefusal> {
        if !book.is_empty() {
            return Err(DeleteRefusal::HasEntries);
        }
        if let Some(successor) = book.successor {
            return Err(DeleteRefusal::Continued(successor));
        }
        if book.closing.is_some() {
            return Err(DeleteRefusal::Counted);
        }
        let before = predecessor.as_ref().map(|before| before.id);
        if self.last != Some(book.id) || before != book.predecessor {
            return Err(DeleteRefusal::Moved);
        }
        Ok(Changed {
            series: Self { count: self.count.saturating_sub(1), last: book.predecessor, ..self },
            book,
            predecessor: predecessor.map(|before| Book { successor: None, ..before }),
        })
    }
}

impl Book {
    fn goes_on_from(&self, last: &Self) -> Result<(), OpenRefusal> {
        let first = self.details.first;
        match self.kind {
            BookKind::Electronic if first != last.next => Err(OpenRefusal::OutOfSeries { due: last.next }),
            BookKind::Paper if first <= last.details.first => {
                Err(OpenRefusal::NotAfter { after: last.details.first })
            }
            BookKind::Electronic | BookKind::Paper => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{details, fields, noon};
    use super::*;
    use crate::book::{ChangeRefusal, IssueRefusal};

    fn id(number: u128) -> BookId {
        BookId::from_ulid(ulid::Ulid::from(number))
    }

    fn noon_day() -> jiff::civil::Date {
        crate::time::day(noon())
    }

    fn series() -> Series {
        Series::begin("an-binh".parse().unwrap(), BookKind::Electronic, 2026)
    }

    fn on_paper() -> Series {
        Series { kind: BookKind::Paper, ..series() }
    }

    /// A first book from 41 with two entries, and the book that goes on from it.
    fn two_books() -> Changed {
        let Changed { series, book, .. } = series().open(id(1), details(41), None).unwrap();
        let book = (1..3).fold(book, |book, case| book.issue(fields(case), noon()).unwrap().0);
        series.open(id(2), details(43), Some(book)).unwrap()
    }

    #[test]
    fn the_first_book_of_a_year_begins_where_the_clerk_says() {
        let opened = series().open(id(1), details(41), None).unwrap();
        assert_eq!((opened.book.ordinal, opened.book.next.get(), opened.predecessor), (1, 41, None));
        assert_eq!((opened.series.count, opened.series.last), (1, Some(id(1))));
    }

    #[test]
    fn the_next_book_goes_on_from_the_last_number_and_nowhere_else() {
        let Changed { series, book, predecessor } = two_books();
        let predecessor = predecessor.unwrap();
        assert_eq!((book.ordinal, book.next.get(), book.predecessor), (2, 43, Some(id(1))));
        assert_eq!((series.count, series.last, predecessor.successor), (2, Some(id(2)), Some(id(2))));
        for first in [1, 42, 44] {
            let due = RegisterNumber::new(43).unwrap();
            let refused = series.clone().open(id(3), details(first), Some(book.clone()));
            assert_eq!(refused, Err(OpenRefusal::OutOfSeries { due }), "{first}");
        }
    }

    #[test]
    fn a_book_that_another_goes_on_from_issues_no_more() {
        let predecessor = two_books().predecessor.unwrap();
        assert_eq!(predecessor.issue(fields(3), noon()), Err(IssueRefusal::Continued(id(2))));
    }

    #[test]
    fn a_later_book_on_paper_begins_where_the_paper_goes_on() {
        let Changed { series, book, .. } = on_paper().open(id(1), details(41), None).unwrap();
        assert_eq!((series.kind, book.kind), (BookKind::Paper, BookKind::Paper));
        let after = RegisterNumber::new(41).unwrap();
        let refused = series.clone().open(id(2), details(41), Some(book.clone()));
        assert_eq!(refused, Err(OpenRefusal::NotAfter { after }));
        let second = series.open(id(2), details(501), Some(book)).unwrap();
        assert_eq!((second.book.ordinal, second.book.next.get()), (2, 501));
    }

    #[test]
    fn only_a_first_book_that_stands_alone_changes_its_first_number() {
        let empty = series().open(id(1), details(1), None).unwrap();
        assert_eq!(empty.book.clone().change(details(7), noon_day()).unwrap().next.get(), 7);
        let second = empty.series.open(id(2), details(1), Some(empty.book)).unwrap();
        for book in [second.predecessor.unwrap(), second.book] {
            assert_eq!(book.change(details(7), noon_day()), Err(ChangeRefusal::InSeries));
        }
    }

    #[test]
    fn deleting_the_last_book_opens_the_one_before_it_again() {
        let Changed { series, book, predecessor } = two_books();
        let deleted = series.delete(book, predecessor).unwrap();
        let reopened = deleted.predecessor.unwrap();
        assert_eq!((deleted.series.count, deleted.series.last), (1, Some(id(1))));
        assert_eq!(reopened.issue(fields(3), noon()).unwrap().1.number.get(), 43);
        let again = deleted.series.open(id(3), details(43), Some(reopened)).unwrap();
        assert_eq!((again.book.ordinal, again.book.predecessor), (2, Some(id(1))));
    }

    #[test]
    fn a_book_with_entries_or_a_successor_is_not_deleted() {
        let Changed { series, book, predecessor } = two_books();
        let first = predecessor.unwrap();
        assert_eq!(series.clone().delete(first.clone(), None), Err(DeleteRefusal::HasEntries));
        let third = series.open(id(3), details(43), Some(book)).unwrap();
        let refused = third.series.delete(third.predecessor.unwrap(), Some(first));
        assert_eq!(refused, Err(DeleteRefusal::Continued(id(3))));
    }

    #[test]
    fn a_series_that_has_moved_since_it_was_read_changes_nothing() {
        let Changed { series, book, predecessor } = two_books();
        assert_eq!(series.clone().open(id(3), details(43), predecessor.clone()), Err(OpenRefusal::Moved));
        assert_eq!(series.clone().delete(book.clone(), None), Err(DeleteRefusal::Moved));
        let behind = Series { last: Some(id(1)), ..series };
        assert_eq!(behind.delete(book, predecessor), Err(DeleteRefusal::Moved));
    }
}
