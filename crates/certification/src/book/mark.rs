//! A mark on an entry: what became of it later.
//!
//! An entry is written once and chained by its digest, so that nobody changes it unseen. What must be said
//! of it afterwards (column 8, Ghi chú) is a record of its own beside it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Digest, Entry, RegisterNumber};
use crate::{
    ids::{BookId, CaseId},
    withdrawal::Decision,
};

/// The mark of an entry whose copy was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryMark {
    /// The book.
    pub book: BookId,
    /// The entry's number.
    pub number: RegisterNumber,
    /// Digest of the entry that is marked, so that a mark cannot be moved to another one.
    pub entry: Digest,
    /// The case.
    pub case: CaseId,
    /// The decision.
    pub decision: Decision,
    /// When it was recorded.
    pub at: Timestamp,
}

impl EntryMark {
    /// Marks an entry as withdrawn.
    #[must_use]
    pub fn withdrawn(entry: &Entry, decision: Decision, at: Timestamp) -> Self {
        Self {
            book: entry.book,
            number: entry.number,
            entry: entry.digest.clone(),
            case: entry.fields.case,
            decision,
            at,
        }
    }

    /// Whether it is the mark of this entry as it was written.
    #[must_use]
    pub fn is_of(&self, entry: &Entry) -> bool {
        (self.book, self.number, &self.entry) == (entry.book, entry.number, &entry.digest)
    }

    /// What column 8 (Ghi chú) says of the entry: `Đã hủy bỏ giá trị pháp lý theo Quyết định số 45/QĐ-UBND
    /// ngày 25/11/2026; thay bằng số 128/ĐT`.
    #[must_use]
    pub fn note(&self) -> String {
        let Decision { number, date, replacement, .. } = &self.decision;
        let day = date.strftime("%d/%m/%Y");
        let note = format!("Đã hủy bỏ giá trị pháp lý theo Quyết định số {number} ngày {day}");
        match replacement {
            None => note,
            Some(replacement) => format!("{note}; thay bằng số {}, {}", replacement.number, replacement.book),
        }
    }
}
