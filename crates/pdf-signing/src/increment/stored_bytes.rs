//! An increment in a serialised value: base64, with its longest run of digits `0` only counted.
//!
//! Most of what is reserved for a signature stays zeros, and half of a small increment is that reserve:
//! without them, what is kept between the phases of signing moves in half the time.
//!
//! The form is `BEFORE.COUNT.AFTER`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

/// More zeros than any reserve has are not made up.
const MOST_ZEROS: usize = 1024 * 1024;

pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&written(bytes))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    read(&text).ok_or_else(|| D::Error::custom("not the bytes of an increment"))
}

fn written(bytes: &[u8]) -> String {
    let (before, rest) = bytes.split_at(start_of_zeros(bytes));
    let count = rest.iter().take_while(|byte| **byte == b'0').count().min(MOST_ZEROS);
    let after = rest.get(count..).unwrap_or_default();
    format!("{}.{count}.{}", STANDARD.encode(before), STANDARD.encode(after))
}

fn read(text: &str) -> Option<Vec<u8>> {
    let (before, rest) = text.split_once('.')?;
    let (count, after) = rest.split_once('.')?;
    let count = count.parse().ok().filter(|count| *count <= MOST_ZEROS)?;
    let mut bytes = STANDARD.decode(before).ok()?;
    bytes.extend(std::iter::repeat_n(b'0', count));
    bytes.extend(STANDARD.decode(after).ok()?);
    Some(bytes)
}

/// Where the longest run of zeros begins.
fn start_of_zeros(bytes: &[u8]) -> usize {
    let (mut longest, mut start, mut at) = (0, 0, 0);
    for run in bytes.chunk_by(|one, next| (*one == b'0') == (*next == b'0')) {
        if run.first() == Some(&b'0') && run.len() > longest {
            (longest, start) = (run.len(), at);
        }
        at += run.len();
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_as_they_were() {
        let reserve = [b"<ab".as_slice(), &[b'0'; 40], b"> 0 obj 00".as_slice()].concat();
        for bytes in [&reserve, b"".as_slice(), b"0", b"no digit", &[0xff, b'0', b'0', 0]] {
            assert_eq!(read(&written(bytes)).as_deref(), Some(bytes));
        }
        assert_eq!(written(&reserve), "PGFi.40.PiAwIG9iaiAwMA==");
    }

    #[test]
    fn what_nobody_has_written_is_refused() {
        for text in ["", "AAAA", "AAAA.1", "AAAA.x.", "A.1.", ".1.A", ".1048577.", "..", ".-1."] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
