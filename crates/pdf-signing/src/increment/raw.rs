//! Values of PDF objects as bytes (ISO 32000-2, 7.3), for dictionaries that a later increment repeats.
//!
//! Dictionaries are kept as [`RawDictionary`] rather than written straight into a buffer, because what the
//! document holds is copied as it stands and what increment A writes is repeated, with more keys, by B.

use std::fmt::Write as _;

use crate::plan::{ObjectRef, RawDictionary, RawValue};

/// A dictionary under construction; keys keep the order in which they came.
#[derive(Debug, Clone, Default)]
pub(super) struct Dictionary(RawDictionary);

impl Dictionary {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Starts from a dictionary of the document, to repeat it with changes.
    pub(super) fn repeat(dictionary: &RawDictionary) -> Self {
        Self(dictionary.clone())
    }

    /// Sets a key; a value that stood there is replaced in its place.
    pub(super) fn set(mut self, key: &str, value: impl Into<Vec<u8>>) -> Self {
        let value = RawValue(value.into());
        match self.0.0.iter_mut().find(|(name, _)| name == key) {
            Some((_, slot)) => *slot = value,
            None => self.0.0.push((key.to_owned(), value)),
        }
        self
    }

    pub(super) fn set_if(self, condition: bool, key: &str, value: impl Into<Vec<u8>>) -> Self {
        if condition { self.set(key, value) } else { self }
    }

    pub(super) fn finish(self) -> RawDictionary {
        self.0
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        dictionary(&self.0)
    }
}

/// `<< … >>`, a pair on each line: a value copied from the document may end in a comment.
pub(super) fn dictionary(dictionary: &RawDictionary) -> Vec<u8> {
    let mut out = b"<<\n".to_vec();
    for (key, value) in &dictionary.0 {
        out.extend_from_slice(name(key).as_bytes());
        out.push(b' ');
        out.extend_from_slice(&value.0);
        out.push(b'\n');
    }
    out.extend_from_slice(b">>");
    out
}

/// `/Name`, with what is not a regular character as `#xx` (7.3.5).
pub(super) fn name(text: &str) -> String {
    let mut out = String::from("/");
    for byte in text.bytes() {
        let regular = byte.is_ascii_graphic() && !b"#()<>[]{}/%".contains(&byte);
        if regular {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "#{byte:02X}");
        }
    }
    out
}

/// `12 0 R`.
pub(super) fn reference(reference: ObjectRef) -> String {
    format!("{} {} R", reference.number, reference.generation)
}

/// `[1 0 R 2 0 R]`.
pub(super) fn references(references: &[ObjectRef]) -> String {
    let items: Vec<String> = references.iter().copied().map(reference).collect();
    format!("[{}]", items.join(" "))
}

/// A real number with at most five decimals and no exponent (7.3.3).
pub(super) fn real(value: f64) -> String {
    let text = format!("{value:.5}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// An array of reals.
pub(super) fn reals(values: &[f64]) -> String {
    let items: Vec<String> = values.iter().copied().map(real).collect();
    format!("[{}]", items.join(" "))
}

/// A text string (7.9.2.2): ASCII as a literal, everything else as UTF-16BE with its mark.
pub(super) fn text(text: &str) -> Vec<u8> {
    if text.chars().all(|character| matches!(character, ' '..='~')) {
        let mut out = vec![b'('];
        for byte in text.bytes() {
            if matches!(byte, b'(' | b')' | b'\\') {
                out.push(b'\\');
            }
            out.push(byte);
        }
        out.push(b')');
        return out;
    }
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    format!("<FEFF{}>", hex(&utf16)).into_bytes()
}

/// A byte string in hexadecimal.
pub(super) fn hex_string(bytes: &[u8]) -> String {
    format!("<{}>", hex(bytes))
}

/// Two digits for each byte.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| DIGITS.get(usize::from(digit)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_beyond_ascii_is_utf16_with_its_mark_and_delimiters_are_escaped() {
        assert_eq!(text(r"a(b)\"), br"(a\(b\)\\)");
        assert_eq!(text("Đỗ"), b"<FEFF01101ED7>");
    }

    #[test]
    fn reals_are_short_and_never_minus_zero() {
        assert_eq!([-0.000_000_1, 12.5, -3.0].map(real), ["0", "12.5", "-3"].map(str::to_owned));
    }

    #[test]
    fn names_escape_what_is_not_regular() {
        assert_eq!(name("A B/#é"), "/A#20B#2F#23#C3#A9");
    }

    #[test]
    fn setting_a_key_again_replaces_it_in_place() {
        let dictionary = Dictionary::new().set("A", "1").set("B", "2").set("A", "3");
        assert_eq!(dictionary.bytes(), b"<<\n/A 3\n/B 2\n>>");
    }
}
