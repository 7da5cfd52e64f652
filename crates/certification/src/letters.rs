//! Vietnamese letters as people type, paste and search for them, and which of them can be printed.
//!
//! The console has the same rules (`console/src/values/letters.ts`); both are tested against
//! `tests/values/letters.json`.

use std::ops::RangeInclusive;

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// The letters of a text without diacritics, đ as d; characters that are another in disguise (full-width
/// digits, ligatures) as that other, everything else as it is.
pub fn plain(text: &str) -> impl Iterator<Item = char> {
    text.nfkd().filter(|c| !is_combining_mark(*c)).map(|c| match with_stroke(c) {
        'đ' => 'd',
        'Đ' => 'D',
        c => c,
    })
}

/// A text as it is compared in a search.
///
/// Plain and small letters, without invisible characters, with single blanks between the words, and with one
/// form of apostrophe and of hyphen.
#[must_use]
pub fn folded(text: &str) -> String {
    let shown = text.chars().filter(|c| !is_invisible(*c)).map(|c| if c == '`' { '\'' } else { one_form(c) });
    let small: String = plain(&shown.collect::<String>()).flat_map(char::to_lowercase).collect();
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

/// A text for a page and the register: visible characters, composed (NFC), single blanks.
///
/// A letter that only looks like Đ (Ð, Ɖ) becomes Đ, because searches and other offices expect Đ.
#[must_use]
pub fn one_line(text: &str) -> String {
    let shown: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let composed: String =
        shown.nfc().map(with_stroke).map(|c| if c.is_control() { ' ' } else { c }).collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A typed number or address with the ASCII characters that it means.
///
/// Invisible characters are dropped; full-width characters, typographic hyphens and apostrophes become ASCII;
/// blanks are single.
#[must_use]
pub fn as_typed(text: &str) -> String {
    let ascii = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        c if c.is_control() => ' ',
        c => one_form(c),
    };
    let shown: String = text.chars().filter(|c| !is_invisible(*c)).map(ascii).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a name has a letter or a digit, and no pile of marks on one letter.
#[must_use]
pub fn is_name(line: &str) -> bool {
    let mut marks = 0;
    let piled = line.chars().any(|c| {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        marks > MAX_MARKS
    });
    line.chars().any(char::is_alphanumeric) && !piled
}

/// Combining marks in a row that a composed text may keep; Vietnamese keeps none.
const MAX_MARKS: u32 = 2;

/// Whether nothing is seen of a character: soft hyphen, zero width, direction marks, fillers, noncharacters.
///
/// These are the characters with the Unicode properties `Default_Ignorable_Code_Point` and
/// `Noncharacter_Code_Point`, and the interlinear annotations.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Letters that look like Đ and đ, as those.
fn with_stroke(c: char) -> char {
    match c {
        '\u{d0}' | '\u{189}' => 'Đ',
        '\u{f0}' | '\u{256}' => 'đ',
        c => c,
    }
}

/// Typographic hyphens as `-`, typographic apostrophes as `'`.
fn one_form(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\u{b4}'
        | '\u{2b9}'
        | '\u{2bb}'..='\u{2bd}'
        | '\u{2018}'..='\u{201b}'
        | '\u{2032}'
        | '\u{a78c}'
        | '\u{ff07}'
        | '\u{ff40}' => '\'',
        c => c,
    }
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

    #[test]
    fn nothing_that_is_seen_counts_as_invisible() {
        for seen in ['a', ' ', 'Ự', '\u{301}', '-', '–', '\'', '’', '漢', '□', '\u{a0}'] {
            assert!(!is_invisible(seen), "{seen:?}");
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

        #[test]
        fn a_line_stays_as_it_is_when_it_is_made_one_line_again(text in any::<String>()) {
            let line = one_line(&text);
            prop_assert_eq!(one_line(&line), &*line);
            prop_assert!(!line.chars().any(|c| is_invisible(c) || c.is_control()));
        }
    }
}
