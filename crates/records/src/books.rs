//! Register books and their entries.

use std::ops::ControlFlow;

use aws_sdk_dynamodb::types::TransactWriteItem;
use certification::{
    AgencyId, Book, BookId, Case, Entry, RegisterNumber,
    book::{BookKind, Changed, Series},
};

use crate::{
    Records,
    attempts::Reply,
    cases::{Change, Page},
    error::RecordsError,
    heads, keys,
    store::{self, Expect, Item, TransactError},
    versioned::Versioned as _,
};

/// Entries read in one call; a page of the table is at most 1 MB.
const ENTRIES_AT_ONCE: i32 = 1_000;

/// A number that was not issued; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// The book has moved on: take the number that is next now. The book as it stands comes along where the
    /// table shows it; otherwise load it again.
    #[error("another number was issued from the book")]
    BookMoved(Option<Box<Book>>),
    /// The case has changed: load it again, it may have its number already.
    #[error("the case has changed")]
    CaseMoved,
    /// Anything else.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

impl Records {
    /// The books of a kind that the agency has opened for a year.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn series(&self, agency: &AgencyId, kind: BookKind, year: i16) -> Result<Series, RecordsError> {
        let series = self.get(&keys::books_of_year(agency, kind, year)).await?;
        Ok(series.unwrap_or_else(|| Series::begin(agency.clone(), kind, year)))
    }

    /// Stores a new book together with the series that it joins and the book that it goes on from.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when another book of the year was opened, or a number issued, meanwhile.
    pub async fn open_book(&self, opened: &Changed, reply: Option<&Reply>) -> Result<Book, RecordsError> {
        let after = Book { version: 0, ..opened.book.clone() }.stored();
        let mut items = self.series_writes(opened)?;
        items.push(self.put_in(book_item(&after)?, Expect::Absent)?);
        if after.kind == BookKind::Electronic {
            items.push(self.put_in(heads::mark_item(&after)?, Expect::Absent)?);
        }
        self.transact_replying(items, reply).await?;
        Ok(after)
    }

    /// The writes of a series and of the book before the one that is opened or deleted.
    fn series_writes(&self, changed: &Changed) -> Result<Vec<TransactWriteItem>, RecordsError> {
        let series = &changed.series;
        let after = series.stored();
        let key = keys::books_of_year(&series.agency, series.kind, series.year);
        let before = if series.version == 0 { Expect::Absent } else { Expect::Version(series.version) };
        let item = store::item(&key, "books-of-year", after.version, None, &after)?;
        let mut items = vec![self.put_in(item, before)?];
        if let Some(book) = &changed.predecessor {
            let after = book.stored();
            items.push(self.put_in(book_item(&after)?, Expect::Version(book.version))?);
        }
        Ok(items)
    }

    /// Reads a book.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn book(&self, agency: &AgencyId, book: BookId) -> Result<Option<Book>, RecordsError> {
        self.get(&keys::book(agency, book)).await
    }

    /// All books of the agency, in the order of their opening dates.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn books(&self, agency: &AgencyId) -> Result<Vec<Book>, RecordsError> {
        self.whole_queue(keys::book_queue(agency)).await
    }

    /// Stores a changed book.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when it has changed, or a number was issued, since it was read.
    pub async fn save_book(&self, book: &Book, reply: Option<&Reply>) -> Result<Book, RecordsError> {
        let after = book.stored();
        self.put_replying(book_item(&after)?, Expect::Version(book.version), reply).await?;
        Ok(after)
    }

    /// Removes a book from its series and stores the book before it, which issues numbers again.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when one of them has changed since it was read.
    pub async fn delete_book(&self, deleted: &Changed, reply: Option<&Reply>) -> Result<(), RecordsError> {
        let book = &deleted.book;
        let mut items = self.series_writes(deleted)?;
        items.push(self.delete_in(&keys::book(&book.agency, book.id), book.version)?);
        if book.kind == BookKind::Electronic {
            items.push(self.delete_in(&keys::head_mark(&book.agency, book.id), heads::MARK_VERSION)?);
        }
        Ok(self.transact_replying(items, reply).await?)
    }

    /// Issues a number: the book after it, the entry, the case that carries it and its history are one
    /// transaction, so that a number without its entry, or twice, cannot be.
    ///
    /// # Errors
    /// Which of them had moved; nothing was written.
    pub async fn issue(
        &self,
        book: &Book,
        entry: &Entry,
        case: &Case,
        change: &Change,
    ) -> Result<Case, IssueError> {
        let after = book.stored();
        let key = keys::entry(&book.agency, book.id, entry.number);
        let (numbered, mut items) = self.case_writes(case, Expect::Version(case.version), change)?;
        items.insert(0, self.put_seeing_in(book_item(&after)?, Expect::Version(book.version))?);
        items.insert(1, self.put_in(store::item(&key, "entry", 1, None, entry)?, Expect::Absent)?);
        match self.transact_seeing(items, change.reply.as_ref()).await {
            Ok(()) => Ok(numbered),
            Err((TransactError::Conditions(failed), _)) if failed.contains(&2) => Err(IssueError::CaseMoved),
            Err((TransactError::Conditions(_), seen)) => {
                Err(IssueError::BookMoved(seen.map(store::body).transpose()?.map(Box::new)))
            }
            Err((TransactError::Other(error), _)) => Err(error.into()),
        }
    }

    /// A page of a book's entries, in the order of their numbers, after a number.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn entries(
        &self,
        agency: &AgencyId,
        book: BookId,
        after: Option<RegisterNumber>,
        limit: i32,
    ) -> Result<Page<Entry>, RecordsError> {
        let pk = keys::book(agency, book).pk;
        let after = after.map(|number| keys::entry(agency, book, number).sk);
        let (items, more) = self.list::<Entry>(&pk, keys::ENTRY, after.as_deref(), limit).await?;
        let next = items.last().filter(|_| more).map(|entry| entry.number.to_string());
        Ok(Page { items, next })
    }

    /// Reads the entries of a book after a number, in the order of their numbers, page by page; `take` gets
    /// one after the other and says whether to go on. Numbers issued since the book was read are not shown.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn each_entry(
        &self,
        book: &Book,
        after: Option<RegisterNumber>,
        mut take: impl FnMut(Entry) -> ControlFlow<()>,
    ) -> Result<(), RecordsError> {
        let mut after = after;
        loop {
            let page = self.entries(&book.agency, book.id, after, ENTRIES_AT_ONCE).await?;
            after = page.items.last().map(|entry| entry.number);
            for entry in page.items {
                if entry.number >= book.next || take(entry).is_break() {
                    return Ok(());
                }
            }
            if page.next.is_none() {
                return Ok(());
            }
        }
    }
}

fn book_item(book: &Book) -> Result<Item, RecordsError> {
    let place = keys::book_place(&book.agency, book.details.opens, book.id);
    store::item(&keys::book(&book.agency, book.id), "book", book.version, Some(&place), book)
}
