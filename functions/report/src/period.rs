//! The days of a book that are exported or printed.

use std::ops::ControlFlow;

use api::Problem;
use certification::{Book, Entry, time};
use jiff::civil::Date;

/// From one day to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    /// The first day.
    pub(crate) from: Date,
    /// The last day.
    pub(crate) to: Date,
}

impl Period {
    /// All days of a book.
    pub(crate) fn whole(book: &Book) -> Self {
        Self { from: book.details.opens, to: book.details.closes }
    }

    /// Part of a book; what is left out is the book's.
    ///
    /// # Errors
    /// 422 that names the day which is wrong.
    pub(crate) fn part(book: &Book, from: Option<Date>, to: Option<Date>) -> Result<Self, Problem> {
        let whole = Self::whole(book);
        let part = Self { from: from.unwrap_or(whole.from), to: to.unwrap_or(whole.to) };
        if part.from > whole.to {
            return Err(Problem::field("from", format!("Sổ đóng ngày {}, trước ngày này.", shown(whole.to))));
        }
        if part.to < whole.from {
            return Err(Problem::field("to", format!("Sổ mở ngày {}, sau ngày này.", shown(whole.from))));
        }
        if part.to < part.from {
            return Err(Problem::field("to", "Ngày cuối phải từ ngày đầu trở đi."));
        }
        Ok(part)
    }

    /// A month of a book, `yyyy-mm`, that has begun by `today`.
    ///
    /// # Errors
    /// 422 when it is no month, none of the book, or still to come.
    pub(crate) fn month(book: &Book, month: &str, today: Date) -> Result<Self, Problem> {
        let first = parsed(month)
            .ok_or_else(|| Problem::field("month", "Tháng có dạng năm-tháng, ví dụ 2026-11."))?;
        let month = Self { from: first, to: first.last_of_month() };
        let whole = Self::whole(book);
        if month.to < whole.from || month.from > whole.to {
            let detail = format!("Sổ này dùng từ {} đến {}.", shown(whole.from), shown(whole.to));
            return Err(Problem::field("month", detail));
        }
        if month.from > today {
            return Err(Problem::field("month", "Tháng này chưa đến, nên chưa có gì để in."));
        }
        Ok(month)
    }

    /// Takes the entries of the period out of a book's, as [`records::Records::each_entry`] brings them.
    pub(crate) fn only<'a>(
        self,
        mut take: impl FnMut(Entry) -> ControlFlow<()> + 'a,
    ) -> impl FnMut(Entry) -> ControlFlow<()> + 'a {
        move |entry| {
            let day = time::day(entry.at);
            if day >= self.from && day <= self.to {
                return take(entry);
            }
            // Numbers follow the clock, but not to the second: the functions' clocks differ a little.
            match self.to.tomorrow() {
                Ok(next) if day > next => ControlFlow::Break(()),
                _ => ControlFlow::Continue(()),
            }
        }
    }
}

/// A day as offices write it: `23/11/2026`.
pub(crate) fn shown(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// The first day of a month written `yyyy-mm`.
fn parsed(month: &str) -> Option<Date> {
    let (year, month) = month.split_once('-')?;
    let figures = |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if !figures(year, 4) || !figures(month, 2) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()
}

#[cfg(test)]
mod tests {
    use certification::{
        BookId, RegisterNumber,
        book::{BookDetails, BookKind},
    };
    use jiff::civil::date;

    use super::*;

    fn book() -> Book {
        let details = BookDetails {
            name: "Sổ 2026".to_owned(),
            first: RegisterNumber::FIRST,
            opens: date(2026, 1, 5),
            closes: date(2026, 11, 30),
            number_pattern: BookKind::Electronic.number_pattern(),
            book_pattern: BookKind::Electronic.book_pattern(),
        };
        let id: BookId = "01K8E5V3YJ6B4S9N2M0C3D8F7G".parse().unwrap();
        Book::open(id, "an-binh".parse().unwrap(), BookKind::Electronic, 1, details).unwrap()
    }

    fn field(refused: Result<Period, Problem>) -> serde_json::Value {
        refused.unwrap_err().facts.unwrap()["field"].clone()
    }

    #[test]
    fn what_is_left_out_of_a_part_is_the_book_s() {
        let (from, to) = (date(2026, 3, 1), date(2026, 3, 31));
        assert_eq!(Period::part(&book(), None, None).unwrap(), Period::whole(&book()));
        assert_eq!(Period::part(&book(), Some(from), Some(to)).unwrap(), Period { from, to });
        assert_eq!(Period::part(&book(), Some(from), None).unwrap().to, date(2026, 11, 30));
        assert_eq!(field(Period::part(&book(), Some(to), Some(from))), "to");
        assert_eq!(field(Period::part(&book(), Some(date(2026, 12, 1)), None)), "from");
        assert_eq!(field(Period::part(&book(), None, Some(date(2026, 1, 4)))), "to");
    }

    #[test]
    fn a_month_is_one_of_the_book_that_has_begun() {
        let today = date(2026, 11, 25);
        let month = |text| Period::month(&book(), text, today);
        let february = Period { from: date(2026, 2, 1), to: date(2026, 2, 28) };
        assert_eq!(month("2026-02").unwrap(), february);
        assert_eq!(month("2026-01").unwrap().from, date(2026, 1, 1));
        for wrong in ["", "2026", "2026-2", "2026-13", "2026-00", "11-2026", "+026-01", "2025-12", "2026-12"]
        {
            assert_eq!(field(month(wrong)), "month", "{wrong}");
        }
        assert_eq!(field(Period::month(&book(), "2026-06", date(2026, 5, 31))), "month");
    }
}
