//! Books and entries as the contract shows them.

use api::contract::BookKindName;
use certification::{
    Book, Entry,
    book::{BookKind, Closing},
    time,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::marks::Marks;

/// A register book.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "01K8E5V3YJ6B4S9N2M0C3D8F7G",
    "kind": "electronic",
    "name": "Sổ chứng thực bản sao điện tử năm 2026",
    "text": "quyển số 01/2026-SCTĐT/BS",
    "first": 1,
    "next": 128,
    "next_text": "128/ĐT",
    "issued": 127,
    "opens": "2026-01-02",
    "closes": "2026-12-31",
    "number_pattern": "{n}/ĐT",
    "book_pattern": "quyển số {nn}/{yyyy}-SCTĐT/BS",
    "version": 128,
}))]
pub struct BookView {
    /// Identifier.
    pub id: String,
    /// `paper`: a book kept on paper, from which no number is issued here.
    #[schema(value_type = BookKindName)]
    pub kind: BookKind,
    /// Tên sổ chứng thực.
    pub name: String,
    /// The book as printed.
    #[schema(example = "quyển số 01/2026-SCTĐT/BS")]
    pub text: String,
    /// Số bắt đầu sổ.
    pub first: u32,
    /// The number that comes next.
    pub next: u32,
    /// The next number as printed.
    #[schema(example = "128/ĐT")]
    pub next_text: String,
    /// Numbers issued.
    pub issued: u32,
    /// Ngày mở sổ: `yyyy-mm-dd`.
    pub opens: String,
    /// Ngày đóng sổ: `yyyy-mm-dd`.
    pub closes: String,
    /// How a number is printed.
    pub number_pattern: String,
    /// How the book is printed.
    pub book_pattern: String,
    /// The book that goes on from this one, which then issues no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub successor: Option<String>,
    /// Khóa sổ: the confirmed total, once it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closing: Option<ClosingView>,
    /// Counts the changes.
    pub version: u64,
}

/// The confirmed total of a book.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "total": 127,
    "total_in_words": "một trăm hai mươi bảy",
    "by": "Phạm Thị Ví Dụ",
    "at": "2026-12-31T16:30:00+07:00",
}))]
pub struct ClosingView {
    /// Numbers issued.
    pub total: u32,
    /// The same in words.
    pub total_in_words: String,
    /// Who confirmed it.
    pub by: String,
    /// ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-12-31T16:30:00+07:00")]
    pub at: String,
}

/// A line of the register.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "number": 127,
    "number_text": "127/ĐT",
    "at": "2026-11-23T09:30:00+07:00",
    "requester": "Lê Thị Bình",
    "original": "Bằng tốt nghiệp đại học",
    "signer": "Phạm Thị Dung, KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
    "copies": 2,
    "fee": 4000,
    "note": "",
    "case": "01K8E5V3YJ9X0W6P2R4T7Q1Z5B",
    "digest": "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
}))]
pub struct EntryView {
    /// Column 1, as a number.
    pub number: u32,
    /// Column 1, as printed.
    pub number_text: String,
    /// Column 2: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub at: String,
    /// Column 3.
    pub requester: String,
    /// Column 4.
    pub original: String,
    /// Column 5.
    pub signer: String,
    /// Column 6.
    pub copies: u32,
    /// Column 7, in đồng.
    pub fee: u64,
    /// Column 8, with what became of the copy later, e.g. its withdrawal.
    pub note: String,
    /// The case that carries the number.
    pub case: String,
    /// Digest that chains the entry to the one before.
    pub digest: String,
}

impl From<&Book> for BookView {
    fn from(book: &Book) -> Self {
        let details = &book.details;
        Self {
            id: book.id.to_string(),
            kind: book.kind,
            name: details.name.clone(),
            text: book.text(),
            first: details.first.get(),
            next: book.next.get(),
            next_text: book.number_text(book.next),
            issued: book.issued(),
            opens: details.opens.to_string(),
            closes: details.closes.to_string(),
            number_pattern: details.number_pattern.as_str().to_owned(),
            book_pattern: details.book_pattern.as_str().to_owned(),
            successor: book.successor.map(|book| book.to_string()),
            closing: book.closing.as_ref().map(ClosingView::from),
            version: book.version,
        }
    }
}

impl From<&Closing> for ClosingView {
    fn from(closing: &Closing) -> Self {
        Self {
            total: closing.total,
            total_in_words: closing.total_in_words(),
            by: closing.by.name.clone(),
            at: time::iso(closing.at),
        }
    }
}

impl EntryView {
    /// A line with what the marks say of it.
    pub(crate) fn of(entry: &Entry, marks: &Marks) -> Self {
        let fields = &entry.fields;
        Self {
            number: entry.number.get(),
            number_text: entry.number_text.clone(),
            at: time::iso(entry.at),
            requester: fields.requester.clone(),
            original: fields.original.clone(),
            signer: fields.signer.clone(),
            copies: fields.copies,
            fee: fields.fee,
            note: marks.note(entry),
            case: fields.case.to_string(),
            digest: entry.digest.as_str().to_owned(),
        }
    }
}
