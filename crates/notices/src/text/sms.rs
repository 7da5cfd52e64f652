//! Text messages: one message of 160 characters that every phone shows.
//!
//! The carriers take only registered texts without diacritics. One character outside GSM-7 would halve the
//! room of a message and one character too many would double its price, so both are refused here.

use certification::letters;

use super::fill::{TextError, fill};

/// Characters of one message in GSM-7.
const ROOM: usize = 160;

/// What may be shortened, in this order, and how much of it must stay.
const SHORTENED: [(&str, usize); 3] = [("reason", 12), ("original", 12), ("agency", 24)];

/// Fills a template and makes it fit.
pub(super) fn message(template: &str, mut values: Vec<(&'static str, String)>) -> Result<String, TextError> {
    for (_, value) in &mut values {
        *value = plain(value);
    }
    let template = template.trim_end();
    let mut text = fill(template, &values)?;
    for (name, least) in SHORTENED {
        let excess = text.len().saturating_sub(ROOM);
        let value = values.iter_mut().find(|(known, _)| *known == name).filter(|_| excess > 0);
        if let Some((_, value)) = value {
            *value = cut(value, value.len().saturating_sub(excess).max(least));
            text = fill(template, &values)?;
        }
    }
    if !text.chars().all(is_gsm7) {
        return Err(TextError::NotGsm7);
    }
    if text.len() > ROOM { Err(TextError::TooLong(text.len())) } else { Ok(text) }
}

/// A text in the ASCII part of GSM-7: diacritics dropped, đ as d, everything else that has no place as a
/// blank, and no two blanks beside each other.
fn plain(text: &str) -> String {
    let ascii = letters::plain(text).map(|c| match c {
        '“' | '”' | '«' | '»' => '"',
        '‘' | '’' | '`' => '\'',
        '–' | '—' => '-',
        '[' | '{' => '(',
        ']' | '}' => ')',
        c if is_gsm7(c) && c != '\n' => c,
        _ => ' ',
    });
    ascii.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The characters that GSM-7 (3GPP TS 23.038, 6.2.1) and ASCII have in common, at one septet each.
fn is_gsm7(c: char) -> bool {
    matches!(c, '\n' | ' '..='Z' | '_' | 'a'..='z')
}

/// At most `most` characters, whole words where there are any, and a mark that something is missing.
fn cut(text: &str, most: usize) -> String {
    const MARK: &str = "...";
    if text.len() <= most {
        return text.to_owned();
    }
    let kept = &text[..most.saturating_sub(MARK.len())];
    // The next character tells whether the last word is whole.
    let whole = if text[kept.len()..].starts_with(' ') { Some(kept.len()) } else { kept.rfind(' ') };
    let kept = whole.filter(|end| *end > 0).map_or(kept, |end| &kept[..end]);
    format!("{}{MARK}", kept.trim_end_matches([' ', ',', '.', ';', '-']))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;

    #[test]
    fn diacritics_and_typography_become_plain_letters() {
        assert_eq!(plain("Đặng Thị Ước – “Hẹn” [mới]\n😀 lại"), "Dang Thi Uoc - \"Hen\" (moi) lai");
        // The same letters, decomposed before.
        assert_eq!(plain(&"Nguyễn".nfd().collect::<String>()), "Nguyen");
    }

    #[test]
    fn a_text_is_cut_between_words_and_says_so() {
        assert_eq!(cut("lanh dao di hop", 15), "lanh dao di hop");
        assert_eq!(cut("lanh dao di hop", 14), "lanh dao di...");
        assert_eq!(cut("lanh dao, di hop", 12), "lanh dao...");
        assert_eq!(cut("aaaaaaaaaaaaaaaa", 8), "aaaaa...");
    }

    #[test]
    fn what_cannot_be_shortened_is_refused_rather_than_cut() {
        let values = vec![("number", "9".repeat(161))];
        assert_eq!(message("{number}", values), Err(TextError::TooLong(161)));
        assert_eq!(message("lịch hẹn", Vec::new()), Err(TextError::NotGsm7));
    }

    proptest! {
        #[test]
        fn whatever_people_write_becomes_gsm7(text in "\\PC*") {
            prop_assert!(plain(&text).chars().all(is_gsm7));
        }

        #[test]
        fn a_cut_text_is_no_longer_than_asked(text in "[ -Z]{0,80}", most in 8_usize..60) {
            prop_assert!(cut(&text, most).len() <= most);
        }
    }
}
