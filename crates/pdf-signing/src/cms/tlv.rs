//! DER encodings put together from encodings (X.690, 8.1 and 10.1).
//!
//! What a certificate holds (its issuer's name, its serial number, itself) is repeated in a CMS byte for byte
//! and never encoded again from parsed values: a certificate whose own encoding is not quite DER would change.

use const_oid::ObjectIdentifier;

/// `SEQUENCE`.
pub(super) const SEQUENCE: u8 = 0x30;
/// `SET`.
pub(super) const SET: u8 = 0x31;
/// `OCTET STRING`.
pub(super) const OCTET_STRING: u8 = 0x04;
/// `[0]`, constructed.
pub(super) const CONTEXT_0: u8 = 0xa0;
/// `[4]`, constructed.
pub(super) const CONTEXT_4: u8 = 0xa4;

/// One value: tag, length in the fewest octets, and the parts one after the other.
pub(super) fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut encoding = Vec::with_capacity(length.saturating_add(6));
    encoding.push(tag);
    push_length(&mut encoding, length);
    for part in parts {
        encoding.extend_from_slice(part);
    }
    encoding
}

/// A `SET OF` in DER: its elements sorted by their encodings, repeats left out (X.690, 11.6).
pub(super) fn set_of(tag: u8, mut elements: Vec<Vec<u8>>) -> Vec<u8> {
    elements.sort();
    elements.dedup();
    let parts: Vec<&[u8]> = elements.iter().map(Vec::as_slice).collect();
    tlv(tag, &parts)
}

/// An `OBJECT IDENTIFIER`.
pub(super) fn object_identifier(identifier: ObjectIdentifier) -> Vec<u8> {
    tlv(0x06, &[identifier.as_bytes()])
}

fn push_length(encoding: &mut Vec<u8>, length: usize) {
    match u8::try_from(length) {
        Ok(short) if short < 0x80 => encoding.push(short),
        _ => {
            let octets = length.to_be_bytes();
            let leading = octets.iter().take_while(|octet| **octet == 0).count();
            let significant = octets.len() - leading;
            // at most eight octets, so the count fits
            encoding.push(0x80 | u8::try_from(significant).unwrap_or(8));
            encoding.extend(octets.iter().skip(leading));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_takes_the_fewest_octets() {
        for (length, header) in [
            (0, vec![0x04, 0x00]),
            (127, vec![0x04, 0x7f]),
            (128, vec![0x04, 0x81, 0x80]),
            (256, vec![0x04, 0x82, 0x01, 0x00]),
            (65_536, vec![0x04, 0x83, 0x01, 0x00, 0x00]),
        ] {
            let content = vec![0x55; length];
            assert_eq!(tlv(OCTET_STRING, &[&content]), [header, content].concat());
        }
    }

    #[test]
    fn a_set_is_sorted_and_holds_nothing_twice() {
        let (a, b) = (vec![0x02, 0x01, 0x09], vec![0x04, 0x00]);
        assert_eq!(
            set_of(SET, vec![b.clone(), a.clone(), b.clone()]),
            [0x31, 0x05, 0x02, 0x01, 0x09, 0x04, 0x00]
        );
    }
}
