//! Whether a book's patterns can be drawn on the statement: known when the book is opened, not when the first
//! number has been issued and cannot be sealed.

use api::Problem;
use certification::{
    RegisterNumber,
    agency::Agency,
    book::BookDetails,
    statement::{Wording, book_after_label},
};
use pdf_signing::increment::{PrepareError, statement};

/// The largest ordinal that a book's text is tried with.
const LAST_ORDINAL: u32 = 99;

/// Draws the longest number and the longest book that the patterns give.
pub(crate) fn check(agency: &Agency, details: &BookDetails) -> Result<(), Problem> {
    let year = details.opens.year();
    let number = details.number_pattern.print(RegisterNumber::MAX, year);
    statement::check_number(&number).map_err(|refusal| refused("number_pattern", &refusal))?;
    let book = details.book_pattern.print(LAST_ORDINAL, year);
    labels(agency, details).into_iter().try_for_each(|label| {
        let shown = book_after_label(&book, label);
        statement::check_book(shown).map_err(|refusal| refused("book_pattern", &refusal))
    })
}

/// What may stand before the book while it is open; a wording may begin within its time.
fn labels<'a>(agency: &'a Agency, details: &BookDetails) -> Vec<&'a str> {
    let time = details.opens..=details.closes;
    let begun = Wording::in_force(&agency.wordings, details.opens);
    let later = agency.wordings.iter().filter(|wording| time.contains(&wording.from));
    let labels: Vec<&str> =
        begun.into_iter().chain(later).map(|wording| wording.book_label.as_str()).collect();
    if labels.is_empty() { vec![""] } else { labels }
}

fn refused(field: &'static str, refusal: &PrepareError) -> Problem {
    match refusal {
        PrepareError::Font(_) => Problem::unexpected(refusal),
        _ => Problem::field(field, format!("Mẫu số không in được trên lời chứng. {}", refusal.message())),
    }
}

#[cfg(test)]
mod tests {
    use certification::book::BookKind;
    use jiff::civil::date;

    use super::*;

    fn agency() -> Agency {
        let name = "Ủy ban nhân dân phường An Bình Mới".to_owned();
        Agency::new("an-binh".parse().unwrap(), name, String::new(), String::new())
    }

    fn details(number: &str, book: &str) -> BookDetails {
        BookDetails {
            name: "Sổ 2026".to_owned(),
            first: RegisterNumber::new(1).unwrap(),
            opens: date(2026, 1, 1),
            closes: date(2026, 12, 31),
            number_pattern: number.parse().unwrap(),
            book_pattern: book.parse().unwrap(),
        }
    }

    fn field(number: &str, book: &str) -> Option<serde_json::Value> {
        let problem = check(&agency(), &details(number, book)).err()?;
        assert_eq!((problem.status, problem.code), (422, "invalid-field"));
        problem.facts
    }

    #[test]
    fn the_usual_patterns_can_be_drawn() {
        let (number, book) = (BookKind::Electronic.number_pattern(), BookKind::Electronic.book_pattern());
        assert_eq!(field(number.as_str(), book.as_str()), None);
    }

    #[test]
    fn a_pattern_that_cannot_be_drawn_is_named() {
        let field_is = |name: &str| Some(serde_json::json!({ "field": name }));
        assert_eq!(field("{n}/漢", "{nn}"), field_is("number_pattern"));
        assert_eq!(field("{n}/CHỨNG THỰC BẢN SAO ĐIỆN TỬ/{yyyy}", "{nn}"), field_is("number_pattern"));
        let long = "quyển số {nn}/{yyyy}-SỔ CHỨNG THỰC BẢN SAO ĐIỆN TỬ PHƯỜNG A";
        assert_eq!(field("{n}", long), field_is("book_pattern"));
    }
}
