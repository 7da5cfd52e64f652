//! The signature dictionary (ISO 32000-2, 12.8.1; PAdES, ETSI EN 319 142-1, 5.3) with room for a CMS.

use std::ops::Range;

use jiff::Timestamp;
use jiff::tz::Offset;

use super::error::PrepareError;
use super::raw;
use super::section::Section;
use super::text;
use crate::plan::ObjectRef;

/// Four numbers of up to eleven digits.
const BYTE_RANGE: &str = "[0 00000000000 00000000000 00000000000]";
/// Bytes of DER that may be reserved.
const RESERVE: std::ops::RangeInclusive<usize> = 512..=128 * 1024;
/// Most characters of a name, reason or location.
const LONGEST: usize = 300;
/// Vietnam keeps UTC+7 all year.
const ZONE: Offset = Offset::constant(7);

/// What a signature says of itself.
pub(super) struct Claims<'a> {
    pub(super) name: &'a str,
    pub(super) reason: &'a str,
    pub(super) location: &'a str,
    pub(super) time: Timestamp,
    /// Bytes of DER to reserve.
    pub(super) reserve: usize,
    /// `/Reference`: what may change afterwards.
    pub(super) lock: String,
}

/// Places within the increment that are filled later.
pub(super) struct Marks {
    /// The array of `/ByteRange`, brackets included.
    pub(super) byte_range: Range<usize>,
    /// The digits of `/Contents`, angle brackets not included.
    pub(super) contents: Range<usize>,
}

/// Writes the dictionary with both places reserved.
///
/// # Errors
/// [`PrepareError::Reserve`], [`PrepareError::TextTooLong`].
pub(super) fn write(
    section: &mut Section,
    reference: ObjectRef,
    claims: &Claims<'_>,
) -> Result<Marks, PrepareError> {
    if !RESERVE.contains(&claims.reserve) {
        return Err(PrepareError::Reserve { reserve: claims.reserve });
    }
    let mut body =
        b"<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n/ByteRange ".to_vec();
    let byte_range = body.len()..body.len() + BYTE_RANGE.len();
    body.extend_from_slice(BYTE_RANGE.as_bytes());
    body.extend_from_slice(b"\n/Contents <");
    let contents = body.len()..body.len() + claims.reserve * 2;
    body.resize(contents.end, b'0');
    body.extend_from_slice(b">\n/M ");
    body.extend_from_slice(&raw::text(&date(claims.time)));
    let texts = [
        ("Name", "name", claims.name),
        ("Reason", "reason", claims.reason),
        ("Location", "location", claims.location),
    ];
    for (key, what, value) in texts {
        let value = text::normalise(value);
        if value.chars().count() > LONGEST {
            return Err(PrepareError::TextTooLong { what, text: value });
        }
        if !value.is_empty() {
            body.extend_from_slice(format!("\n/{key} ").as_bytes());
            body.extend_from_slice(&raw::text(&value));
        }
    }
    body.extend_from_slice(b"\n/Reference ");
    body.extend_from_slice(claims.lock.as_bytes());
    body.extend_from_slice(b"\n>>");
    let start = section.object(reference, &body);
    let shift = |range: Range<usize>| range.start + start..range.end + start;
    Ok(Marks { byte_range: shift(byte_range), contents: shift(contents) })
}

/// A date (7.9.4) in the time of Vietnam.
fn date(time: Timestamp) -> String {
    ZONE.to_datetime(time).strftime("D:%Y%m%d%H%M%S+07'00'").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signing_time_is_written_in_the_time_of_vietnam() {
        let time: Timestamp = "2026-11-23T18:30:05Z".parse().unwrap();
        assert_eq!(date(time), "D:20261124013005+07'00'");
    }
}
