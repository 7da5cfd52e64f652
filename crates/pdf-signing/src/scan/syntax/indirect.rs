//! Indirect objects and streams in the file (ISO 32000-2, 7.3.8 and 7.3.10).

use super::{Flaw, Lexer, Malformed, Object, Value, malformed, parse_value};
use crate::plan::ObjectRef;

/// `n g obj … endobj`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Indirect<'a> {
    /// Number and generation, as they stand before `obj`.
    pub(crate) reference: ObjectRef,
    /// The object; of a stream, its dictionary.
    pub(crate) value: Value<'a>,
    /// The data of a stream, as encoded.
    pub(crate) data: Option<&'a [u8]>,
    /// Offset just after `endobj`.
    pub(crate) end: usize,
    /// Units of work that reading it took.
    pub(crate) work: usize,
}

/// Reads the indirect object at an offset. `length` gives the value of a `/Length` that is a reference.
/// The data of a stream is stepped over, not read.
pub(crate) fn parse_indirect(
    bytes: &[u8],
    offset: usize,
    length: impl Fn(ObjectRef) -> Option<u64>,
) -> Result<Indirect<'_>, Malformed> {
    let mut lexer = Lexer::new(bytes, offset);
    let reference = parse_header(&mut lexer)?;
    let value = parse_value(&mut lexer)?;
    let data = match &value.object {
        Object::Dictionary(dictionary) if stream_follows(&lexer) => {
            let length = match dictionary.object(b"Length") {
                Some(Object::Integer(length)) => u64::try_from(*length).ok(),
                Some(Object::Reference(reference)) => length(*reference),
                _ => None,
            };
            let length = length.ok_or(malformed(lexer.position(), "stream without a length"))?;
            Some(stream_data(bytes, &mut lexer, length)?)
        }
        _ => None,
    };
    lexer.keyword(b"endobj", "no endobj where the object should end")?;
    Ok(Indirect { reference, value, data, end: lexer.position(), work: lexer.work() })
}

/// Reads only the value of the indirect object at an offset.
pub(crate) fn parse_indirect_value<'a>(lexer: &mut Lexer<'a>) -> Result<(ObjectRef, Value<'a>), Malformed> {
    let reference = parse_header(lexer)?;
    Ok((reference, parse_value(lexer)?))
}

/// Reads `n g obj`.
pub(crate) fn parse_header(lexer: &mut Lexer<'_>) -> Result<ObjectRef, Malformed> {
    let what = "no object where the cross-reference says";
    lexer.skip_space();
    let start = lexer.position();
    let number = u32::try_from(lexer.unsigned(what)?).map_err(|_| malformed(start, what))?;
    let generation = u16::try_from(lexer.unsigned(what)?).map_err(|_| malformed(start, what))?;
    lexer.keyword(b"obj", what)?;
    Ok(ObjectRef { number, generation })
}

fn stream_follows(lexer: &Lexer<'_>) -> bool {
    lexer.clone().keyword(b"stream", "").is_ok()
}

fn stream_data<'a>(bytes: &'a [u8], lexer: &mut Lexer<'a>, length: u64) -> Result<&'a [u8], Malformed> {
    lexer.keyword(b"stream", "no stream")?;
    let at = lexer.position();
    // a carriage return alone does not end the line here (7.3.8.1)
    let start = match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'\n'), _) => at + 1,
        (Some(b'\r'), Some(b'\n')) => at + 2,
        _ => return Err(malformed(at, "no end of line after stream")),
    };
    let past_end = Malformed { position: start, flaw: Flaw::PastEnd("stream runs past the end of the file") };
    let end = usize::try_from(length).ok().and_then(|length| start.checked_add(length)).ok_or(past_end)?;
    let data = bytes.get(start..end).ok_or(past_end)?;
    lexer.seek(end);
    lexer.keyword(b"endstream", "no endstream where the length says")?;
    Ok(data)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(bytes: &[u8]) -> Result<Indirect<'_>, Malformed> {
        parse_indirect(bytes, 0, |reference| Some(u64::from(reference.number)))
    }

    #[test]
    fn the_data_of_a_stream_is_found_by_its_length() {
        for bytes in [
            &b"7 1 obj<</Length 9>>stream\nendstreamendstream endobj"[..],
            b"7 1 obj <</Length 9 0 R>> stream\r\nendstream\r\nendstream\nendobj",
        ] {
            let indirect = parse(bytes).unwrap();
            assert_eq!(indirect.reference, ObjectRef { number: 7, generation: 1 });
            assert_eq!(indirect.data, Some(&b"endstream"[..]));
            assert_eq!(indirect.end, bytes.len());
        }
    }

    #[test]
    fn a_stream_that_does_not_end_where_its_length_says_is_refused() {
        for (bytes, flaw) in [
            (
                &b"1 0 obj<</Length 3>>stream\nabcd\nendstream endobj"[..],
                Flaw::Syntax("no endstream where the length says"),
            ),
            (
                b"1 0 obj<</Length 99>>stream\nabcd\nendstream endobj",
                Flaw::PastEnd("stream runs past the end of the file"),
            ),
            (b"1 0 obj<</Length -1>>stream\nabcd\nendstream endobj", Flaw::Syntax("stream without a length")),
            (
                b"1 0 obj<</Length 4>>stream\rabcd\nendstream endobj",
                Flaw::Syntax("no end of line after stream"),
            ),
            (b"1 0 obj 5", Flaw::PastEnd("no endobj where the object should end")),
        ] {
            assert_eq!(parse(bytes).map_err(|error| error.flaw), Err(flaw));
        }
    }
}
