//! Numbers as Vietnamese offices write them out: `một nghìn không trăm linh một`.

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const BILLION: u64 = 1_000_000_000;

/// A number in words.
///
/// Ten is `mười`, tens beyond are `mươi`; after tens a one is `mốt` (not after `mười`), a four `tư` (not
/// after `mười`), a five `lăm`; a missing ten is `linh`, a missing hundred inside a number `không trăm`.
/// Billions (`tỷ`) are counted again above them.
#[must_use]
pub fn number(number: u64) -> String {
    if number == 0 {
        return DIGITS[0].to_owned();
    }
    let mut words = Vec::new();
    speak(number, false, &mut words);
    words.join(" ")
}

/// A number in figures, in groups of three: `1.234`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let figures = number.to_string();
    let mut text = String::with_capacity(figures.len() + figures.len() / 3);
    for (at, figure) in figures.chars().enumerate() {
        if at > 0 && (figures.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(figure);
    }
    text
}

/// Words of a number above zero; `inside` when something was said before it.
fn speak(number: u64, inside: bool, words: &mut Vec<&'static str>) {
    let (billions, rest) = (number / BILLION, number % BILLION);
    let mut inside = inside;
    if billions > 0 {
        speak(billions, inside, words);
        words.push("tỷ");
        inside = true;
    }
    for (group, name) in [(rest / 1_000_000, "triệu"), (rest / 1_000 % 1_000, "nghìn"), (rest % 1_000, "")]
    {
        if group == 0 {
            continue;
        }
        speak_group(group, inside, words);
        if !name.is_empty() {
            words.push(name);
        }
        inside = true;
    }
}

/// Words of 1 to 999.
fn speak_group(group: u64, inside: bool, words: &mut Vec<&'static str>) {
    let digit = |digit: u64| DIGITS[usize::try_from(digit).unwrap_or_default()];
    let (hundreds, tens, units) = (group / 100, group / 10 % 10, group % 10);
    let has_hundreds = hundreds > 0 || inside;
    if has_hundreds {
        words.extend([digit(hundreds), "trăm"]);
    }
    match tens {
        0 if units > 0 && has_hundreds => words.push("linh"),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([digit(tens), "mươi"]),
    }
    match (tens, units) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(digit(units)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_written_as_they_are_said() {
        for (figures, words) in [
            (0, "không"),
            (1, "một"),
            (4, "bốn"),
            (5, "năm"),
            (10, "mười"),
            (11, "mười một"),
            (14, "mười bốn"),
            (15, "mười lăm"),
            (20, "hai mươi"),
            (21, "hai mươi mốt"),
            (24, "hai mươi tư"),
            (25, "hai mươi lăm"),
            (100, "một trăm"),
            (101, "một trăm linh một"),
            (105, "một trăm linh năm"),
            (104, "một trăm linh bốn"),
            (110, "một trăm mười"),
            (115, "một trăm mười lăm"),
            (127, "một trăm hai mươi bảy"),
            (200, "hai trăm"),
            (999, "chín trăm chín mươi chín"),
            (1_000, "một nghìn"),
            (1_001, "một nghìn không trăm linh một"),
            (1_010, "một nghìn không trăm mười"),
            (1_100, "một nghìn một trăm"),
            (1_234, "một nghìn hai trăm ba mươi tư"),
            (10_005, "mười nghìn không trăm linh năm"),
            (21_000, "hai mươi mốt nghìn"),
            (105_000, "một trăm linh năm nghìn"),
            (1_000_000, "một triệu"),
            (1_000_001, "một triệu không trăm linh một"),
            (1_001_000, "một triệu không trăm linh một nghìn"),
            (99_999_999, "chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín"),
            (1_000_000_000, "một tỷ"),
            (1_000_000_000_005, "một nghìn tỷ không trăm linh năm"),
        ] {
            assert_eq!(number(figures), words, "{figures}");
        }
    }

    #[test]
    fn figures_are_grouped_in_threes() {
        let shown = [0, 12, 999, 1_000, 1_234_567].map(grouped);
        assert_eq!(shown, ["0", "12", "999", "1.000", "1.234.567"]);
    }

    /// What a listener writes down: the same rules read from the other side.
    fn heard(words: &str) -> u64 {
        let (mut whole, mut part, mut group, mut digit) = (0, 0, 0, 0);
        for word in words.split(' ') {
            match word {
                "mươi" => (group, digit) = (group + digit * 10, 0),
                "trăm" => (group, digit) = (group + digit * 100, 0),
                "mười" => group += 10,
                "linh" => {}
                "nghìn" => (part, group, digit) = (part + (group + digit) * 1_000, 0, 0),
                "triệu" => (part, group, digit) = (part + (group + digit) * 1_000_000, 0, 0),
                "tỷ" => {
                    whole = (whole + part + group + digit) * BILLION;
                    (part, group, digit) = (0, 0, 0);
                }
                "mốt" => digit = 1,
                "tư" => digit = 4,
                "lăm" => digit = 5,
                _ => digit = DIGITS.iter().zip(0..).find(|(name, _)| **name == word).unwrap().1,
            }
        }
        whole + part + group + digit
    }

    proptest! {
        #[test]
        fn what_is_said_is_what_is_heard(figures in 0..10_u64.pow(15)) {
            prop_assert_eq!(heard(&number(figures)), figures);
        }

        #[test]
        fn small_numbers_too(figures in 0..2_000_000_u64) {
            prop_assert_eq!(heard(&number(figures)), figures);
        }
    }
}
