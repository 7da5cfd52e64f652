//! What an administrator fills in, checked.

use api::{Problem, request};
use certification::{letters, statement::one_line};
use pdf_signing::increment::{PrepareError, statement, statement::Statement};

/// A line of text of 1 to `most` characters with a letter or digit, as it may stand on a page.
pub(crate) fn line(
    field: &'static str,
    wanted: &'static str,
    given: &str,
    most: usize,
) -> Result<String, Problem> {
    let line = one_line(given);
    if line.chars().count() > most || !letters::is_name(&line) {
        return Err(Problem::field(field, wanted));
    }
    request::printable(field, "nội dung này", &line)?;
    Ok(line)
}

/// The identifier that a certificate's subject must carry: `MST:…`, `CCCD:…`.
pub(crate) fn subject(given: &str) -> Result<String, Problem> {
    let fits = given.split_once(':').is_some_and(|(scheme, number)| {
        (2..=10).contains(&scheme.len())
            && scheme.bytes().all(|byte| byte.is_ascii_uppercase())
            && (1..=40).contains(&number.len())
            && number.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    });
    if fits {
        return Ok(given.to_owned());
    }
    Err(Problem::field(
        "subject",
        "Số định danh trong chứng thư số có dạng MST:… hoặc CCCD:…, đúng như trong chứng thư số.",
    ))
}

/// A name to sign in with: small letters, digits, `.`, `-`, `_`; 3 to 64 of them.
pub(crate) fn username(given: &str) -> Result<String, Problem> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-_".contains(&byte);
    let begins = given.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
    if begins && (3..=64).contains(&given.len()) && given.bytes().all(plain) {
        return Ok(given.to_owned());
    }
    Err(Problem::field(
        "username",
        "Tên đăng nhập gồm 3 đến 64 chữ thường không dấu, chữ số, dấu chấm, gạch ngang; bắt đầu bằng chữ hoặc số.",
    ))
}

/// That a statement page can be drawn; a fault is the field's.
pub(crate) fn drawable(page: &Statement, field: &'static str) -> Result<(), Problem> {
    statement::check(page).map_err(|refusal| undrawable(&refusal, field))
}

/// A text that cannot stand on the statement page.
pub(crate) fn undrawable(refusal: &PrepareError, field: &'static str) -> Problem {
    match refusal {
        PrepareError::Font(_) => Problem::unexpected(refusal),
        _ => Problem::field(field, format!("Nội dung không in được trên lời chứng. {}", refusal.message())),
    }
}

/// A statement page with the usual words, to try others on.
pub(crate) fn usual_page() -> Statement {
    let wording = certification::statement::Wording::standard();
    Statement {
        agency: Vec::new(),
        title: wording.title,
        number_label: wording.number_label,
        book_label: wording.book_label,
        position: vec!["CHỦ TỊCH".to_owned()],
        name: "Nguyễn Văn An".to_owned(),
        notes: Vec::new(),
        check: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_certificate_cannot_carry_and_nobody_can_type_is_refused() {
        assert!(subject("MST:9900012357").is_ok() && subject("CCCD:001099000001").is_ok());
        for wrong in ["", "MST:", "mst:1", "001099000001", "MST:12 34"] {
            assert!(subject(wrong).is_err(), "{wrong}");
        }
        assert!(username("van-thu.01").is_ok());
        for wrong in ["ab", "Văn", "An", ".an", "a b c", &"a".repeat(65)] {
            assert!(username(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_character_that_is_taken_can_stand_on_the_statement_page() {
        let all: Vec<char> = certification::letters::printable().filter(|c| *c != ' ').collect();
        for some in all.chunks(20) {
            let some: String = some.iter().collect();
            let page = Statement { title: some.clone(), name: some.clone(), ..usual_page() };
            assert_eq!(drawable(&page, "title"), Ok(()), "{some}");
        }
    }

    #[test]
    fn a_text_that_cannot_be_printed_names_the_character() {
        let problem = line("name", "Nhập tên.", "Phòng 漢字", 200).unwrap_err();
        assert_eq!(
            problem.detail,
            "Ký tự “漢” (U+6F22) trong nội dung này không in được lên lời chứng và sổ chứng thực. Viết lại bằng chữ \
             Việt hoặc chữ La-tinh."
        );
        // What nobody sees is dropped.
        assert_eq!(line("name", "Nhập tên.", "An\u{200b}Bình", 200), Ok("AnBình".to_owned()));
    }

    #[test]
    fn a_page_with_a_letter_that_the_font_lacks_is_the_field_s_fault() {
        assert_eq!(drawable(&usual_page(), "title"), Ok(()));
        let page = Statement { title: "漢".to_owned(), ..usual_page() };
        let problem = drawable(&page, "title").unwrap_err();
        assert_eq!(problem.facts, Some(serde_json::json!({ "field": "title" })));
    }
}
