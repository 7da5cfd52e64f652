//! Column 8, Ghi chú: what an entry said when it was written, and what became of the copy since.

use std::collections::BTreeMap;

use certification::{Book, Entry, RegisterNumber, book::EntryMark};
use records::RecordsError;

use crate::Services;

/// The marks on a book's entries. They are few: a copy is withdrawn by decision only.
#[derive(Debug, Default)]
pub(crate) struct Marks(BTreeMap<RegisterNumber, EntryMark>);

impl Marks {
    /// Reads the marks of a book.
    pub(crate) async fn of(services: &Services, book: &Book) -> Result<Self, RecordsError> {
        let marks = services.records.marks(&book.agency, book.id).await?;
        Ok(Self(marks.into_iter().map(|mark| (mark.number, mark)).collect()))
    }

    /// What column 8 says of an entry.
    pub(crate) fn note(&self, entry: &Entry) -> String {
        let written = Some(entry.fields.note.clone()).filter(|note| !note.is_empty());
        let mark = self.0.get(&entry.number).map(EntryMark::note);
        written.into_iter().chain(mark).collect::<Vec<_>>().join("; ")
    }
}
