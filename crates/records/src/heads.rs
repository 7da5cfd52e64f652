//! Marks by which the daily anchoring finds the open books of all agencies.

use certification::{AgencyId, Book, BookId};
use serde::{Deserialize, Serialize};

use crate::{
    Records,
    error::RecordsError,
    keys,
    store::{self, Item},
};

/// A mark is written once.
pub(crate) const MARK_VERSION: u64 = 1;

/// An electronic book whose head is anchored daily.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadMark {
    /// The agency.
    pub agency: AgencyId,
    /// The book.
    pub book: BookId,
}

impl Records {
    /// The marks of all agencies.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn head_marks(&self) -> Result<Vec<HeadMark>, RecordsError> {
        self.whole_queue(keys::HEADS.to_owned()).await
    }

    /// Removes the mark of a book that is closed, and whose last head has been anchored.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when there is none.
    pub async fn remove_head_mark(&self, mark: &HeadMark) -> Result<(), RecordsError> {
        let key = keys::head_mark(&mark.agency, mark.book);
        Ok(self.transact(vec![self.delete_in(&key, MARK_VERSION)?]).await?)
    }
}

pub(crate) fn mark_item(book: &Book) -> Result<Item, RecordsError> {
    let mark = HeadMark { agency: book.agency.clone(), book: book.id };
    let key = keys::head_mark(&book.agency, book.id);
    store::item(&key, "head-mark", MARK_VERSION, Some(&keys::head_place(&book.agency, book.id)), &mark)
}
