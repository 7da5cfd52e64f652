//! What a clerk changed of a book last, so that somebody who saw it before is told. A number that was issued
//! meanwhile is no edit: who renames a book need not read it again for that.

use serde::{Deserialize, Serialize};

use super::{Book, BookDetails};
use crate::{case::Act, time};

/// The last edit of a book's details.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Who and when.
    pub act: Act,
    /// Names of the fields that were changed: `name`, `first`, `opens`, `closes`.
    pub fields: Vec<String>,
    /// The book's version with it.
    pub version: u64,
}

impl Edit {
    /// The edit as a sentence for people.
    #[must_use]
    pub fn in_words(&self) -> String {
        let fields: Vec<_> = self.fields.iter().map(|field| said(field)).collect();
        let at = time::local(self.act.at).strftime("%H:%M ngày %d/%m/%Y");
        format!("{} đã sửa {} của sổ này lúc {at}.", self.act.by.name, fields.join(", "))
    }
}

/// A field in the words of the form.
fn said(field: &str) -> &'static str {
    match field {
        "name" => "tên",
        "first" => "số bắt đầu",
        "opens" => "ngày mở sổ",
        "closes" => "ngày đóng sổ",
        _ => "thông tin",
    }
}

impl Book {
    /// The changed book with a note of what differs from its details before, if anything does.
    #[must_use]
    pub fn edited(self, before: &BookDetails, act: Act) -> Self {
        let after = &self.details;
        let fields = [
            ("name", before.name != after.name),
            ("first", before.first != after.first),
            ("opens", before.opens != after.opens),
            ("closes", before.closes != after.closes),
        ];
        let fields: Vec<_> =
            fields.iter().filter(|(_, differs)| *differs).map(|(name, _)| (*name).to_owned()).collect();
        if fields.is_empty() {
            return self;
        }
        let version = self.version + 1;
        Self { last_edit: Some(Edit { act, fields, version }), ..self }
    }

    /// The edit that somebody has not seen who saw the book at a version.
    #[must_use]
    pub fn edit_since(&self, seen: u64) -> Option<&Edit> {
        self.last_edit.as_ref().filter(|edit| seen < edit.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        book::{BookKind, RegisterNumber},
        official::Official,
    };

    fn book() -> Book {
        let details = BookDetails {
            name: "Sổ 1".to_owned(),
            first: RegisterNumber::new(1).unwrap(),
            opens: jiff::civil::date(2026, 1, 1),
            closes: jiff::civil::date(2026, 12, 31),
            number_pattern: BookKind::Electronic.number_pattern(),
            book_pattern: BookKind::Electronic.book_pattern(),
        };
        let id = "01K8E5V3YJ6B4S9N2M0C3D8F7G".parse().unwrap();
        let book = Book::open(id, "an-binh".parse().unwrap(), BookKind::Electronic, 1, details).unwrap();
        Book { version: 7, ..book }
    }

    fn act() -> Act {
        let by = Official { id: "clerk".parse().unwrap(), name: "Phạm Thị Ví Dụ".to_owned() };
        Act { by, at: "2026-11-23T02:31:00Z".parse().unwrap() }
    }

    #[test]
    fn an_edit_says_which_fields_and_is_new_to_who_saw_the_book_before() {
        let before = book().details;
        let mut after = book();
        "Sổ 2".clone_into(&mut after.details.name);
        after.details.closes = jiff::civil::date(2026, 12, 30);
        let after = after.edited(&before, act());
        let edit = after.last_edit.clone().unwrap();
        assert_eq!((&edit.fields[..], edit.version), (&["name".to_owned(), "closes".to_owned()][..], 8));
        assert_eq!(after.edit_since(7), Some(&edit));
        assert_eq!(after.edit_since(8), None);
        assert_eq!(
            edit.in_words(),
            "Phạm Thị Ví Dụ đã sửa tên, ngày đóng sổ của sổ này lúc 09:31 ngày 23/11/2026."
        );
    }

    #[test]
    fn what_changes_nothing_is_no_edit() {
        let same = book().edited(&book().details, act());
        assert_eq!(same, book());
        assert_eq!(same.edit_since(0), None);
    }
}
