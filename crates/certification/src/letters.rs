//! Vietnamese letters without their diacritics: what a text message carries, and what people type in a hurry; and
//! which letters can be printed.

use std::ops::RangeInclusive;

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

/// What the serif of the papers and of the statement page has in every cut, without scripts that need shaping:
/// Latin with every mark (Vietnamese, Ê Đê, Gia Rai, Ba Na), Greek, Cyrillic, punctuation and common signs.
const PRINTABLE: [RangeInclusive<char>; 37] = [
    ' '..='~',
    '\u{a1}'..='\u{ac}',
    '\u{ae}'..='\u{36f}',
    '\u{384}'..='\u{38a}',
    '\u{38c}'..='\u{38c}',
    '\u{38e}'..='\u{3a1}',
    '\u{3a3}'..='\u{3ce}',
    '\u{400}'..='\u{4ff}',
    '\u{1e00}'..='\u{1e9b}',
    '\u{1e9e}'..='\u{1e9e}',
    '\u{1ea0}'..='\u{1ef9}',
    '\u{2010}'..='\u{2010}',
    '\u{2012}'..='\u{2022}',
    '\u{2026}'..='\u{2026}',
    '\u{2030}'..='\u{2030}',
    '\u{2032}'..='\u{2034}',
    '\u{2039}'..='\u{203a}',
    '\u{2044}'..='\u{2044}',
    '\u{2074}'..='\u{2079}',
    '\u{207f}'..='\u{2089}',
    '\u{20a0}'..='\u{20b5}',
    '\u{2105}'..='\u{2105}',
    '\u{2116}'..='\u{2117}',
    '\u{2122}'..='\u{2122}',
    '\u{2126}'..='\u{2126}',
    '\u{2153}'..='\u{2154}',
    '\u{215b}'..='\u{215e}',
    '\u{2190}'..='\u{2195}',
    '\u{2202}'..='\u{2202}',
    '\u{2206}'..='\u{2206}',
    '\u{2211}'..='\u{2212}',
    '\u{2215}'..='\u{2215}',
    '\u{2219}'..='\u{221a}',
    '\u{221e}'..='\u{221e}',
    '\u{2248}'..='\u{2248}',
    '\u{2260}'..='\u{2260}',
    '\u{2264}'..='\u{2265}',
];

/// The first character of a text that cannot be printed on the register and the statement page; composed letters
/// (NFC) are looked at, and characters that end a line are no fault.
#[must_use]
pub fn unprintable(text: &str) -> Option<char> {
    let printable = |c: char| c.is_whitespace() || PRINTABLE.iter().any(|range| range.contains(&c));
    text.nfc().find(|c| !printable(*c))
}

/// Every character that can be printed, in order.
pub fn printable() -> impl Iterator<Item = char> {
    PRINTABLE.into_iter().flatten()
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
    fn the_letters_of_the_country_that_are_latin_can_be_printed_in_any_form() {
        let vietnamese: String =
            ('\u{1ea0}'..='\u{1ef9}').chain("ĐđƠơƯưĂăÂâÊêÔôẼẽĨĩŨũÝýỲỳ".chars()).collect();
        // Ê Đê, Gia Rai and Ba Na: b with a stroke, and a breve above letters that have a mark already.
        let highlands = "ĂăƀɃČčĔĕĬĭÑñŎŏŬŭ Ê\u{306} ê\u{306} ô\u{306} ơ\u{306} ư\u{306}";
        for text in [&*vietnamese, highlands, "Bằng số 12/2026 – “Đại học”…", "Škoda Ωμ Москва 5 m² ½ №"]
        {
            assert_eq!(unprintable(text), None, "{text}");
            assert_eq!(unprintable(&text.nfd().collect::<String>()), None, "{text}");
        }
    }

    #[test]
    fn other_scripts_and_pictures_are_named_by_their_first_character() {
        for (text, first) in [
            ("Giấy 漢字", '漢'),
            ("ꨌꩌ", 'ꨌ'),
            ("ខ្មែរ", 'ខ'),
            ("Nguyễn 😀 An", '😀'),
            ("An\u{200b}Bình", '\u{200b}'),
            ("ع", 'ع'),
            ("\u{e000}", '\u{e000}'),
        ] {
            assert_eq!(unprintable(text), Some(first), "{text}");
        }
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
