//! Vietnamese letters without their diacritics: what a text message carries, and what people type in a hurry.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// The letters of a text without diacritics, đ as d; characters that are another in disguise (full-width
/// digits, ligatures) as that other, everything else as it is.
pub fn plain(text: &str) -> impl Iterator<Item = char> {
    text.nfkd().filter(|c| !is_combining_mark(*c)).map(|c| match c {
        'đ' => 'd',
        'Đ' => 'D',
        c => c,
    })
}

/// A text as it is compared in a search: plain, small letters, single blanks between the words.
#[must_use]
pub fn folded(text: &str) -> String {
    let small: String = plain(text).flat_map(char::to_lowercase).collect();
    small.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_that_people_take_for_the_same_fold_alike() {
        for same in [
            "Nguyễn Thị Đào",
            "NGUYỄN THỊ ĐÀO",
            "nguyen thi dao",
            "  Nguyễn\u{a0}Thị\t Đào ",
            &"Nguyễn Thị Đào".nfd().collect::<String>(),
        ] {
            assert_eq!(folded(same), "nguyen thi dao", "{same}");
        }
        assert_eq!(folded("127/ĐT"), "127/dt");
        assert_eq!(folded("１２７"), "127");
        assert_eq!(folded(" \u{301}"), "");
    }

    #[test]
    fn every_vietnamese_letter_becomes_one_of_ascii() {
        let vowels = "aăâeêioôơuưy";
        for vowel in vowels.chars() {
            for tone in ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"] {
                let letter: String = format!("{vowel}{tone}").nfc().collect();
                for letter in [letter.to_uppercase(), letter] {
                    let folded = folded(&letter);
                    assert!(folded.len() == 1 && folded.is_ascii(), "{letter} became {folded}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn case_and_form_of_a_vietnamese_text_do_not_matter(text in "[a-zA-ZăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ0-9/ .-]{0,60}") {
            let expected = folded(&text);
            prop_assert_eq!(folded(&text.to_uppercase()), &*expected);
            prop_assert_eq!(folded(&text.nfd().collect::<String>()), &*expected);
            prop_assert_eq!(folded(&expected), &*expected);
            prop_assert!(expected.is_ascii());
        }

        #[test]
        fn whatever_is_folded_has_no_capital_and_no_mark(text in "\\PC*") {
            prop_assert!(!folded(&text).chars().any(is_combining_mark));
        }
    }
}
