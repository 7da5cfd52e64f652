//! `FlateDecode` with its predictors, bounded (ISO 32000-2, 7.4.4).

use std::borrow::Cow;

use flate2::{Decompress, FlushDecompress, Status};

use super::{Dictionary, Flaw, Malformed, Object, malformed};

/// Samples of one row of a predictor, at most: rows of a cross-reference have a dozen bytes.
const MAX_ROW: usize = 65_536;
/// What is inflated at a time when only flaws are looked for.
const CHUNK: usize = 32_768;

/// Decodes the data of a stream of structure. Gives [`Flaw::Swells`] above `limit` bytes, and an error for any
/// filter but `FlateDecode`. Positions of errors are `position`, the offset of the stream.
pub(crate) fn decode<'a>(
    dictionary: &Dictionary<'_>,
    data: &'a [u8],
    position: usize,
    limit: usize,
) -> Result<Cow<'a, [u8]>, Malformed> {
    let parameters = match (one(dictionary, b"Filter"), one(dictionary, b"DecodeParms")) {
        (None, None) => return Ok(Cow::Borrowed(data)),
        (Some(Object::Name(name)), parameters) if name.as_ref() == b"FlateDecode" => parameters,
        _ => return Err(malformed(position, "stream of structure with a filter other than FlateDecode")),
    };
    // a row of one byte has a tag beside it
    let room = if parameters.is_some() { limit.saturating_mul(2) } else { limit };
    let inflated = inflate(data, position, room)?;
    match parameters {
        None => Ok(Cow::Owned(inflated)),
        Some(Object::Dictionary(parameters)) => unpredict(parameters, inflated, position).map(Cow::Owned),
        Some(_) => Err(malformed(position, "malformed decode parameters")),
    }
}

/// A value that stands alone or in an array of one.
fn one<'d, 'a>(dictionary: &'d Dictionary<'a>, key: &[u8]) -> Option<&'d Object<'a>> {
    match dictionary.object(key)? {
        Object::Array(elements) => match elements.as_slice() {
            [] => None,
            [element] => Some(&element.object).filter(|object| **object != Object::Null),
            _ => Some(&Object::Null),
        },
        object => Some(object),
    }
}

fn inflate(data: &[u8], position: usize, limit: usize) -> Result<Vec<u8>, Malformed> {
    let mut output = Vec::with_capacity(limit.min(data.len().saturating_mul(4)).max(1_024));
    pump(data, position, |decompress, input| {
        if output.len() == output.capacity() {
            output.reserve(output.len().min(1 << 20));
        }
        let status = decompress.decompress_vec(input, &mut output, FlushDecompress::None);
        (status, output.len() <= limit)
    })?;
    Ok(output)
}

/// Inflates data to nothing, up to `limit` bytes of output, to know whether it is whole. Gives the bytes of
/// output; data that goes on beyond the limit counts as whole.
pub(crate) fn flaws_of_flate(data: &[u8], position: usize, limit: usize) -> Result<usize, Malformed> {
    let mut chunk = vec![0; CHUNK.min(limit.max(1))];
    let mut total = 0_usize;
    let outcome = pump(data, position, |decompress, input| {
        let before = decompress.total_out();
        let status = decompress.decompress(input, &mut chunk, FlushDecompress::None);
        total += usize::try_from(decompress.total_out() - before).unwrap_or(usize::MAX);
        (status, total <= limit)
    });
    match outcome {
        Err(Malformed { flaw: Flaw::Swells, .. }) | Ok(()) => Ok(total),
        Err(error) => Err(error),
    }
}

/// Drives a decompression to the end of its stream; `step` says whether to go on.
fn pump(
    data: &[u8],
    position: usize,
    mut step: impl FnMut(&mut Decompress, &[u8]) -> (Result<Status, flate2::DecompressError>, bool),
) -> Result<(), Malformed> {
    if data.is_empty() {
        return Ok(());
    }
    let corrupt = malformed(position, "corrupt compressed data");
    let mut decompress = Decompress::new(true);
    loop {
        let (read, written) = (decompress.total_in(), decompress.total_out());
        let input = usize::try_from(read).ok().and_then(|read| data.get(read..)).unwrap_or_default();
        let (status, go_on) = step(&mut decompress, input);
        if !go_on {
            return Err(Malformed { position, flaw: Flaw::Swells });
        }
        match status {
            Ok(Status::StreamEnd) => return Ok(()),
            Ok(_) if (read, written) != (decompress.total_in(), decompress.total_out()) => {}
            // no progress: the data ends before its stream does
            Ok(_) | Err(_) => return Err(corrupt),
        }
    }
}

fn unpredict(parameters: &Dictionary<'_>, data: Vec<u8>, position: usize) -> Result<Vec<u8>, Malformed> {
    let bad = malformed(position, "malformed predictor");
    let parameter = |key: &[u8], default: usize| match parameters.object(key) {
        None => Ok(default),
        Some(Object::Integer(value)) => {
            usize::try_from(*value).ok().filter(|value| (1..=MAX_ROW).contains(value)).ok_or(bad)
        }
        Some(_) => Err(bad),
    };
    let predictor = parameter(b"Predictor", 1)?;
    if predictor == 1 {
        return Ok(data);
    }
    let bits = parameter(b"Colors", 1)?.checked_mul(parameter(b"BitsPerComponent", 8)?).ok_or(bad)?;
    let row = bits
        .checked_mul(parameter(b"Columns", 1)?)
        .map(|bits| bits.div_ceil(8))
        .filter(|row| *row <= MAX_ROW);
    let (pixel, row) = (bits.div_ceil(8), row.ok_or(bad)?);
    match predictor {
        2 if parameter(b"BitsPerComponent", 8)? == 8 => Ok(tiff(data, pixel, row)),
        10..=15 => png(&data, pixel, row).ok_or(bad),
        _ => Err(bad),
    }
}

fn tiff(mut data: Vec<u8>, pixel: usize, row: usize) -> Vec<u8> {
    for line in data.chunks_mut(row) {
        for at in pixel..line.len() {
            if let [left, .., sample] = &mut line[at - pixel..=at] {
                *sample = sample.wrapping_add(*left);
            }
        }
    }
    data
}

fn png(data: &[u8], pixel: usize, row: usize) -> Option<Vec<u8>> {
    let mut output: Vec<u8> = Vec::with_capacity(data.len());
    let mut above = vec![0_u8; row];
    for line in data.chunks(row + 1) {
        let (tag, samples) = line.split_first()?;
        let mut current = vec![0_u8; row];
        for (at, sample) in samples.iter().enumerate() {
            let left = at.checked_sub(pixel).and_then(|at| current.get(at)).copied().unwrap_or(0);
            let up = above.get(at).copied().unwrap_or(0);
            let guess = match tag {
                0 => 0,
                1 => left,
                2 => up,
                3 => left.midpoint(up),
                // 4 (Paeth) is not known to all validators
                _ => return None,
            };
            *current.get_mut(at)? = sample.wrapping_add(guess);
        }
        output.extend_from_slice(current.get(..samples.len())?);
        above = current;
    }
    Some(output)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::super::{Lexer, parse_value};
    use super::*;

    fn deflate(data: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap()
    }

    fn decoded(dictionary: &str, data: &[u8]) -> Result<Vec<u8>, Flaw> {
        let Ok(Object::Dictionary(dictionary)) =
            parse_value(&mut Lexer::new(dictionary.as_bytes(), 0)).map(|value| value.object)
        else {
            panic!("a dictionary")
        };
        decode(&dictionary, data, 0, 1_000).map(Cow::into_owned).map_err(|error| error.flaw)
    }

    #[test]
    fn predictors_are_undone() {
        let png = "<</Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 3>>>>";
        let rows = [1, 1, 1, 1, 2, 1, 1, 1, 0, 9, 9, 9, 3, 1, 1, 1];
        assert_eq!(decoded(png, &deflate(&rows)), Ok(vec![1, 2, 3, 2, 3, 4, 9, 9, 9, 5, 8, 9]));
        let paeth = decoded(png, &deflate(&[4, 1, 1, 1]));
        assert_eq!(paeth, Err(Flaw::Syntax("malformed predictor")));
        let tiff = "<</Filter[/FlateDecode]/DecodeParms[<</Predictor 2/Columns 2/Colors 2>>]>>";
        assert_eq!(decoded(tiff, &deflate(&[1, 2, 3, 4, 5, 6, 7, 8])), Ok(vec![1, 2, 4, 6, 5, 6, 12, 14]));
        assert_eq!(decoded("<</Length 2>>", b"ab"), Ok(b"ab".to_vec()));
    }

    #[test]
    fn output_is_bounded_and_corruption_is_found() {
        let flate = "<</Filter/FlateDecode>>";
        assert_eq!(decoded(flate, &deflate(&[0; 1_000])), Ok(vec![0; 1_000]));
        assert_eq!(decoded(flate, &deflate(&[0; 1_001])), Err(Flaw::Swells));
        let corrupt = Err(Flaw::Syntax("corrupt compressed data"));
        let whole = deflate(b"some data that is long enough to be cut");
        assert_eq!(decoded(flate, &whole[..whole.len() - 1]), corrupt);
        let mut wrong_checksum = whole.clone();
        *wrong_checksum.last_mut().unwrap() ^= 1;
        assert_eq!(decoded(flate, &wrong_checksum), corrupt);
        assert_eq!(
            flaws_of_flate(&wrong_checksum, 0, 1_000).map_err(|error| error.flaw),
            Err(Flaw::Syntax("corrupt compressed data"))
        );
        assert_eq!(flaws_of_flate(&whole, 0, 1_000), Ok(39));
    }
}
