//! Khóa sổ: the total of a book, counted and confirmed (NĐ 23/2015 Điều 13).

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{Book, BookKind, Proof};
use crate::{official::Official, time, words};

/// The confirmed total of a book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// Numbers issued.
    pub total: u32,
    /// Who confirmed it.
    pub by: Official,
    /// When.
    pub at: Timestamp,
}

/// A book that cannot be closed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CloseRefusal {
    /// It was closed before.
    #[error("the total was confirmed on {0}")]
    Already(Date),
    /// It may still issue numbers.
    #[error("the book issues numbers until {0}")]
    StillOpen(Date),
    /// Its total is counted on paper.
    #[error("the book is on paper")]
    OnPaper,
    /// The total that was to be confirmed is not the total.
    #[error("the book has {counted} entries")]
    OtherTotal {
        /// Entries counted.
        counted: u32,
    },
    /// Book and entries do not reconcile.
    #[error("the book does not reconcile with its entries")]
    Unsound,
}

impl Closing {
    /// The total in words: `một trăm hai mươi bảy`.
    #[must_use]
    pub fn total_in_words(&self) -> String {
        words::number(self.total.into())
    }
}

impl Book {
    /// Closes the book for good, at the end of its time or once another one goes on from it: `confirmed` is
    /// the total that the official confirms, `proof` what was counted.
    ///
    /// The next year's book is another series and does not wait for this.
    ///
    /// # Errors
    /// [`CloseRefusal`]: what stands against it.
    pub fn close(
        self,
        proof: &Proof,
        confirmed: u32,
        by: Official,
        at: Timestamp,
    ) -> Result<Self, CloseRefusal> {
        if self.kind == BookKind::Paper {
            return Err(CloseRefusal::OnPaper);
        }
        if let Some(closing) = &self.closing {
            return Err(CloseRefusal::Already(time::day(closing.at)));
        }
        if time::day(at) < self.details.closes && self.successor.is_none() {
            return Err(CloseRefusal::StillOpen(self.details.closes));
        }
        if !proof.is_sound() || proof.next != self.next || proof.head != self.head {
            return Err(CloseRefusal::Unsound);
        }
        if confirmed != proof.entries {
            return Err(CloseRefusal::OtherTotal { counted: proof.entries });
        }
        Ok(Self { closing: Some(Closing { total: proof.entries, by, at }), ..self })
    }

    /// What stands under the last line of a closed book: the total in figures and words, who and when.
    #[must_use]
    pub fn closing_lines(&self) -> Option<[String; 2]> {
        let closing = self.closing.as_ref()?;
        let total = format!(
            "Sổ này đã cấp tổng số {} ({}) số chứng thực{}.",
            words::grouped(closing.total.into()),
            closing.total_in_words(),
            self.span_text(),
        );
        let in_words = |day| time::day_in_words(day).to_lowercase();
        let (closed, confirmed) = (self.closed_on()?, time::day(closing.at));
        let mut day = in_words(closed);
        if confirmed > closed {
            day = format!("{day}, xác nhận {}", in_words(confirmed));
        }
        Some([total, format!("Khóa sổ {day}. Người khóa sổ: {}.", closing.by.name)])
    }

    /// The day on which the book ended (ngày khóa sổ): its last day, also when its total was confirmed later; none
    /// before that.
    #[must_use]
    pub fn closed_on(&self) -> Option<Date> {
        let confirmed = time::day(self.closing.as_ref()?.at);
        Some(confirmed.min(self.details.closes))
    }

    /// `, từ số 1/ĐT đến số 127/ĐT`; nothing for an empty book.
    fn span_text(&self) -> String {
        let last = self.next.preceding().filter(|_| !self.is_empty());
        last.map_or_else(String::new, |last| {
            let (first, last) = (self.number_text(self.details.first), self.number_text(last));
            format!(", từ số {first} đến số {last}")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{TODAY, details, fields, filled, noon};
    use super::*;
    use crate::book::{BookDetails, ChangeRefusal, Digest, IssueRefusal, Reconciliation};

    fn clerk() -> Official {
        Official { id: "clerk".parse().unwrap(), name: "Phạm Thị Ví Dụ".to_owned() }
    }

    fn year_end() -> Timestamp {
        "2026-12-31T09:00:00Z".parse().unwrap()
    }

    fn counted() -> (Book, Proof) {
        let (book, entries) = filled(1, 3);
        let proof = Reconciliation::over(&book, None, &entries);
        (book, proof)
    }

    #[test]
    fn a_closed_book_carries_its_total_and_changes_no_more() {
        let (book, proof) = counted();
        let closed = book.close(&proof, 3, clerk(), year_end()).unwrap();
        assert_eq!(closed.closing, Some(Closing { total: 3, by: clerk(), at: year_end() }));
        let day = jiff::civil::date(2026, 12, 31);
        assert_eq!(closed.issue(fields(9), year_end()), Err(IssueRefusal::Counted(day)));
        assert_eq!(closed.clone().change(details(1), TODAY), Err(ChangeRefusal::Counted(day)));
        assert_eq!(closed.close(&proof, 3, clerk(), year_end()), Err(CloseRefusal::Already(day)));
    }

    #[test]
    fn the_last_page_says_the_total_in_figures_and_words() {
        let (book, proof) = counted();
        let closed = book.close(&proof, 3, clerk(), year_end()).unwrap();
        assert_eq!(
            closed.closing_lines().unwrap(),
            [
                "Sổ này đã cấp tổng số 3 (ba) số chứng thực, từ số 1/ĐT đến số 3/ĐT.",
                "Khóa sổ ngày 31 tháng 12 năm 2026. Người khóa sổ: Phạm Thị Ví Dụ.",
            ]
        );
        // Confirmed after the holidays: the book ended with its year all the same.
        let (book, proof) = counted();
        let late = book.close(&proof, 3, clerk(), "2027-01-04T02:00:00Z".parse().unwrap()).unwrap();
        assert_eq!(late.closed_on(), Some(jiff::civil::date(2026, 12, 31)));
        assert_eq!(
            late.closing_lines().unwrap()[1],
            "Khóa sổ ngày 31 tháng 12 năm 2026, xác nhận ngày 04 tháng 01 năm 2027. Người khóa sổ: Phạm Thị Ví Dụ.",
        );
        let (empty, _) = filled(1, 0);
        let proof = Reconciliation::over(&empty, None, &[]);
        let closed = empty.close(&proof, 0, clerk(), year_end()).unwrap();
        assert_eq!(closed.closing_lines().unwrap()[0], "Sổ này đã cấp tổng số 0 (không) số chứng thực.");
    }

    #[test]
    fn a_book_is_not_closed_while_it_may_issue_numbers() {
        let (book, proof) = counted();
        let refused = book.clone().close(&proof, 3, clerk(), noon());
        assert_eq!(refused, Err(CloseRefusal::StillOpen(jiff::civil::date(2026, 12, 31))));
        // Brought forward to this day, or continued by another book, it may be.
        let today = BookDetails { closes: jiff::civil::date(2026, 11, 23), ..details(1) };
        let shortened = book.clone().change(today, jiff::civil::date(2026, 11, 23)).unwrap();
        assert!(shortened.close(&proof, 3, clerk(), noon()).is_ok());
        let continued = Book { successor: Some(book.id), ..book };
        assert!(continued.close(&proof, 3, clerk(), noon()).is_ok());
    }

    #[test]
    fn only_the_total_that_was_counted_in_a_sound_book_is_confirmed() {
        let (book, proof) = counted();
        let refused = book.clone().close(&proof, 4, clerk(), year_end());
        assert_eq!(refused, Err(CloseRefusal::OtherTotal { counted: 3 }));
        let (book_, entries) = filled(1, 3);
        let unsound = Reconciliation::over(&book_, None, &entries[..2]);
        assert_eq!(book.clone().close(&unsound, 2, clerk(), year_end()), Err(CloseRefusal::Unsound));
        let of_another = Proof { head: Digest::of_opening(&book.id, &book.agency), ..proof };
        assert_eq!(book.close(&of_another, 3, clerk(), year_end()), Err(CloseRefusal::Unsound));
    }

    #[test]
    fn a_paper_book_is_closed_on_paper() {
        let (book, proof) = counted();
        let paper = Book { kind: BookKind::Paper, ..book };
        assert_eq!(paper.issue(fields(9), noon()), Err(IssueRefusal::OnPaper));
        assert_eq!(paper.close(&proof, 3, clerk(), year_end()), Err(CloseRefusal::OnPaper));
    }
}
