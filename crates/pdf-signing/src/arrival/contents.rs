//! The CMS inside the reserved hex digits of `/Contents`.

use der::{Decode as _, Encode as _, Header, SliceReader};

use super::refusal::ArrivalRefusal;

/// Decodes the digits and cuts off the zeros that fill the reserved place, by the length that the DER states.
pub(super) fn cms(digits: &[u8]) -> Result<Vec<u8>, ArrivalRefusal> {
    let mut bytes = digits
        .chunks(2)
        .map(|pair| {
            let text = std::str::from_utf8(pair).ok()?;
            (pair.len() == 2 && pair.iter().all(u8::is_ascii_hexdigit))
                .then(|| u8::from_str_radix(text, 16).ok())
                .flatten()
        })
        .collect::<Option<Vec<u8>>>()
        .ok_or(ArrivalRefusal::Contents("not pairs of hexadecimal digits"))?;
    if bytes.iter().all(|byte| *byte == 0) {
        return Err(ArrivalRefusal::Unsigned);
    }
    let length = der_length(&bytes).ok_or(ArrivalRefusal::Contents("not the beginning of a DER value"))?;
    if bytes.iter().skip(length).any(|byte| *byte != 0) {
        return Err(ArrivalRefusal::Contents("something other than zeros follows the DER value"));
    }
    if length > bytes.len() {
        return Err(ArrivalRefusal::Contents("the DER value is cut off"));
    }
    bytes.truncate(length);
    Ok(bytes)
}

/// Length of the DER value at the beginning, header included.
fn der_length(bytes: &[u8]) -> Option<usize> {
    let mut reader = SliceReader::new(bytes).ok()?;
    let header = Header::decode(&mut reader).ok()?;
    usize::try_from((header.encoded_len().ok()? + header.length).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_after_the_value_are_filling() {
        assert_eq!(cms(b"0403AABBcc000000"), Ok(vec![0x04, 0x03, 0xaa, 0xbb, 0xcc]));
    }

    #[test]
    fn a_zero_that_belongs_to_the_value_stays() {
        assert_eq!(cms(b"0403aa00000000"), Ok(vec![0x04, 0x03, 0xaa, 0x00, 0x00]));
    }

    #[test]
    fn whatever_is_not_one_value_and_zeros_is_refused() {
        for (digits, refusal) in [
            (&b"000000"[..], ArrivalRefusal::Unsigned),
            (b"", ArrivalRefusal::Unsigned),
            (b"0401aa01", ArrivalRefusal::Contents("something other than zeros follows the DER value")),
            (b"0403aabb", ArrivalRefusal::Contents("the DER value is cut off")),
            (b"3080", ArrivalRefusal::Contents("not the beginning of a DER value")),
            (b"040", ArrivalRefusal::Contents("not pairs of hexadecimal digits")),
            (b"+401", ArrivalRefusal::Contents("not pairs of hexadecimal digits")),
        ] {
            assert_eq!(cms(digits), Err(refusal));
        }
    }
}
