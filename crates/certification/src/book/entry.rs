//! A line of the register, chained to the one before it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::Digest as _;

use super::RegisterNumber;
use crate::ids::{AgencyId, BookId, CaseId};

/// An entry of a register book. It is written once and never changed; a later mark on it (a withdrawal) is
/// a record of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The book.
    pub book: BookId,
    /// Column 1, as a number.
    pub number: RegisterNumber,
    /// Column 1, as printed.
    pub number_text: String,
    /// Column 2: when it was certified.
    pub at: Timestamp,
    /// Columns 3 to 8.
    #[serde(flatten)]
    pub fields: EntryFields,
    /// Digest of the entry before.
    pub previous: Digest,
    /// Digest of this entry, which covers `previous`.
    pub digest: Digest,
}

/// What an entry says of the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryFields {
    /// The case that carries the number.
    pub case: CaseId,
    /// Column 3: họ tên của người yêu cầu chứng thực.
    pub requester: String,
    /// Column 4: tên của bản chính giấy tờ, văn bản.
    pub original: String,
    /// Column 5: họ tên, chức danh người ký chứng thực.
    pub signer: String,
    /// Column 6: số bản sao đã được chứng thực.
    pub copies: u32,
    /// Column 7: phí chứng thực, in đồng.
    pub fee: u64,
    /// Column 8: ghi chú.
    pub note: String,
}

/// SHA-256, lower-case hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Digest(String);

impl Digest {
    /// Where the chain of a book begins.
    #[must_use]
    pub fn of_opening(book: &BookId, agency: &AgencyId) -> Self {
        Self::of(&["chung-thuc/book/1", &book.to_string(), agency.as_str()])
    }

    /// The digest as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Each part is preceded by its length, so that no two lists of parts hash alike.
    pub(crate) fn of(parts: &[&str]) -> Self {
        let mut hasher = sha2::Sha256::new();
        for part in parts {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part.as_bytes());
        }
        let digest: [u8; 32] = hasher.finalize().into();
        Self(digest.iter().fold(String::with_capacity(64), |mut text, byte| {
            use std::fmt::Write as _;
            let _ = write!(text, "{byte:02x}");
            text
        }))
    }
}

impl Entry {
    /// The entry that follows the one whose digest is `previous`.
    pub(super) fn chained(
        book: BookId,
        number: RegisterNumber,
        number_text: String,
        at: Timestamp,
        fields: EntryFields,
        previous: &Digest,
    ) -> Self {
        let unsealed = Self {
            book,
            number,
            number_text,
            at,
            fields,
            previous: previous.clone(),
            digest: Digest(String::new()),
        };
        let digest = unsealed.computed_digest();
        Self { digest, ..unsealed }
    }

    /// The digest that this entry's content gives; it differs from [`Self::digest`] when the entry was
    /// changed after it was written.
    #[must_use]
    pub fn computed_digest(&self) -> Digest {
        Digest::of(&[
            "chung-thuc/entry/1",
            self.previous.as_str(),
            &self.book.to_string(),
            &self.number.to_string(),
            &self.number_text,
            &self.at.to_string(),
            &self.fields.case.to_string(),
            &self.fields.requester,
            &self.fields.original,
            &self.fields.signer,
            &self.fields.copies.to_string(),
            &self.fields.fee.to_string(),
            &self.fields.note,
        ])
    }
}
