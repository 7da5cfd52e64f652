//! Bringing a token's BER into DER (X.690, 8 and 10): indefinite and long-winded lengths, strings in pieces.
//!
//! Bounded: input of at most [`super::structure::LONGEST`], nesting of at most [`DEEPEST`], and an output that
//! is never more than a few bytes a value longer than the input. The order of sets is not touched.

use super::structure::LONGEST;
use super::tlv::{OCTET_STRING, tlv};

/// Deeper nesting than this is refused; a CMS with certificates nests about a dozen deep.
const DEEPEST: usize = 32;
/// An `OCTET STRING` in pieces (X.690, 8.7.3.2).
const OCTET_STRING_IN_PIECES: u8 = 0x24;
const CONSTRUCTED: u8 = 0x20;
/// A tag number of 31 or more follows in further octets; CMS has none.
const HIGH_TAG_NUMBER: u8 = 0x1f;
const END_OF_CONTENTS: [u8; 2] = [0, 0];

/// Exactly one BER value as DER; `None` when it is none, or beyond the bounds. DER comes out as it went in.
pub(super) fn to_der(ber: &[u8]) -> Option<Vec<u8>> {
    if ber.len() > LONGEST {
        return None;
    }
    let (der, rest) = value(ber, 0)?;
    rest.is_empty().then_some(der)
}

/// One value and what follows it.
fn value(input: &[u8], depth: usize) -> Option<(Vec<u8>, &[u8])> {
    let (&tag, input) = input.split_first()?;
    if depth > DEEPEST || tag & HIGH_TAG_NUMBER == HIGH_TAG_NUMBER || tag == 0 {
        return None;
    }
    let constructed = tag & CONSTRUCTED != 0;
    let (length, input) = length(input)?;
    match length {
        Some(length) => {
            let (content, rest) = input.split_at_checked(length)?;
            if !constructed {
                return Some((tlv(tag, &[content]), rest));
            }
            let mut parts = Vec::new();
            let mut remaining = content;
            while !remaining.is_empty() {
                let (part, after) = value(remaining, depth + 1)?;
                parts.push(part);
                remaining = after;
            }
            Some((join(tag, &parts)?, rest))
        }
        None if constructed => {
            let mut parts = Vec::new();
            let mut remaining = input;
            loop {
                if let Some(rest) = remaining.strip_prefix(&END_OF_CONTENTS) {
                    return Some((join(tag, &parts)?, rest));
                }
                let (part, after) = value(remaining, depth + 1)?;
                parts.push(part);
                remaining = after;
            }
        }
        None => None,
    }
}

/// A length, `None` inside when it is indefinite, and what follows it.
fn length(input: &[u8]) -> Option<(Option<usize>, &[u8])> {
    let (&first, input) = input.split_first()?;
    match first {
        0x00..=0x7f => Some((Some(usize::from(first)), input)),
        0x80 => Some((None, input)),
        _ => {
            let (octets, input) = input.split_at_checked(usize::from(first & 0x7f))?;
            let length = octets.iter().try_fold(0_usize, |length, octet| {
                length.checked_mul(256)?.checked_add(usize::from(*octet))
            })?;
            Some((Some(length), input))
        }
    }
}

/// The value again, with a string's pieces made one.
fn join(tag: u8, parts: &[Vec<u8>]) -> Option<Vec<u8>> {
    if tag != OCTET_STRING_IN_PIECES {
        let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
        return Some(tlv(tag, &parts));
    }
    let pieces = parts.iter().map(|part| piece(part)).collect::<Option<Vec<_>>>()?;
    Some(tlv(OCTET_STRING, &pieces))
}

/// The content of a piece, which is an `OCTET STRING` by now.
fn piece(part: &[u8]) -> Option<&[u8]> {
    let (&tag, rest) = part.split_first()?;
    let (_, content) = length(rest)?;
    (tag == OCTET_STRING).then_some(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indefinite_lengths_become_definite() {
        let ber = [0x30, 0x80, 0x02, 0x01, 0x05, 0xa0, 0x80, 0x05, 0x00, 0x00, 0x00, 0x00, 0x00];
        assert_eq!(to_der(&ber), Some(vec![0x30, 0x07, 0x02, 0x01, 0x05, 0xa0, 0x02, 0x05, 0x00]));
    }

    #[test]
    fn a_string_in_pieces_becomes_one() {
        let ber = [0x24, 0x80, 0x04, 0x02, 0x01, 0x02, 0x24, 0x03, 0x04, 0x01, 0x03, 0x00, 0x00];
        assert_eq!(to_der(&ber), Some(vec![0x04, 0x03, 0x01, 0x02, 0x03]));
    }

    #[test]
    fn a_length_with_too_many_octets_becomes_short() {
        assert_eq!(to_der(&[0x04, 0x83, 0x00, 0x00, 0x01, 0xff]), Some(vec![0x04, 0x01, 0xff]));
    }

    #[test]
    fn der_comes_out_as_it_went_in() {
        let der = [0x30, 0x06, 0x31, 0x04, 0x04, 0x02, 0x24, 0x80];
        assert_eq!(to_der(&der), Some(der.to_vec()));
    }

    #[test]
    fn what_is_not_one_value_is_none() {
        for garbled in [
            &[][..],
            &[0x30],
            &[0x30, 0x80],
            &[0x30, 0x80, 0x02, 0x01],
            &[0x04, 0x80, 0x00, 0x00],
            &[0x04, 0x02, 0x01],
            &[0x04, 0x01, 0x01, 0x00],
            &[0x04, 0x89, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            &[0x1f, 0x01, 0x00],
            &[0x00, 0x00],
            &[0x24, 0x03, 0x02, 0x01, 0x05],
        ] {
            assert_eq!(to_der(garbled), None, "{garbled:02x?}");
        }
    }

    #[test]
    fn nesting_has_an_end() {
        let nested = |depth: usize| [[0x30, 0x80].repeat(depth), vec![0x00; 2 * depth]].concat();
        assert!(to_der(&nested(DEEPEST)).is_some());
        assert_eq!(to_der(&nested(DEEPEST + 2)), None);
        assert_eq!(to_der(&nested(60_000)), None);
    }
}
