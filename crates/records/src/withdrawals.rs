//! Withdrawn copies: the case, and the mark on its entry.

use certification::{AgencyId, BookId, Case, Entry, RegisterNumber, book::EntryMark, check::Check};

use crate::{
    Records,
    cases::Change,
    error::RecordsError,
    keys,
    store::{self, Expect},
};

impl Records {
    /// Stores a withdrawn case, what the public check says of its copy from now on, and the mark on its
    /// entry, which itself stays as it was written.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when the case has changed since it was read.
    pub async fn withdraw(
        &self,
        case: &Case,
        mark: &EntryMark,
        check: &Check,
        change: &Change,
    ) -> Result<Case, RecordsError> {
        let (after, mut items) = self.case_writes(case, Expect::Version(case.version), change)?;
        let key = keys::mark(&case.agency, mark.book, mark.number);
        items.push(self.put_in(store::item(&key, "entry-mark", 1, None, mark)?, Expect::Absent)?);
        items.push(self.check_write(check)?);
        self.transact_replying(items, change.reply.as_ref()).await?;
        Ok(after)
    }

    /// An entry of a book, by its number.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn entry(
        &self,
        agency: &AgencyId,
        book: BookId,
        number: RegisterNumber,
    ) -> Result<Option<Entry>, RecordsError> {
        self.get(&keys::entry(agency, book, number)).await
    }

    /// The marks on a book's entries, in the order of their numbers.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn marks(&self, agency: &AgencyId, book: BookId) -> Result<Vec<EntryMark>, RecordsError> {
        self.whole(&keys::book(agency, book).pk, keys::MARK).await
    }
}
