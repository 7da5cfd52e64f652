//! Object streams (ISO 32000-2, 7.5.7).

use super::document::Document;
use super::syntax::{Entry, Lexer, MAX_OBJECTS, Malformed, Object, decode};
use super::work::INFLATE;
use super::{Refusal, document::mismatch};

/// What one object stream may decode to, bytes.
const MAX_DECODED: usize = 4 << 20;

/// An object stream, decoded.
pub(super) struct ObjectStream {
    bytes: Vec<u8>,
    /// Object number and offset in `bytes`, in the order of the stream.
    objects: Vec<(u32, u32)>,
    position: usize,
}

impl ObjectStream {
    /// Reads and decodes the object stream of a number.
    pub(super) fn read(document: &Document<'_>, number: u32) -> Result<Self, Refusal> {
        let Some(Entry::InFile { offset, generation: 0 }) = document.chain.entries.get(&number) else {
            return Err(Refusal::Damaged {
                position: document.chain.startxref,
                what: "object stream of an entry is not in the file",
            });
        };
        let position = *offset as usize;
        let damaged = |what| Refusal::Damaged { position, what };
        let indirect = document.indirect(position)?;
        if indirect.reference.number != number {
            return Err(mismatch(position));
        }
        let (Object::Dictionary(dictionary), Some(data)) = (indirect.value.object, indirect.data) else {
            return Err(damaged("object stream is not a stream"));
        };
        if dictionary.name(b"Type") != Some(b"ObjStm") {
            return Err(damaged("object stream of another type"));
        }
        let count = |key| dictionary.integer(key).and_then(|value| usize::try_from(value).ok());
        let (Some(n), Some(first)) = (count(b"N"), count(b"First")) else {
            return Err(damaged("object stream without N or First"));
        };
        if n > MAX_OBJECTS {
            return Err(Refusal::TooManyObjects { position });
        }
        let bytes = decode(&dictionary, data, position, MAX_DECODED)?.into_owned();
        document.work.spend(bytes.len().saturating_mul(INFLATE), position)?;
        document.work.spend(first.min(bytes.len()).saturating_mul(8), position)?;
        let objects = header(&bytes, n, first).ok_or(damaged("malformed header of an object stream"))?;
        Ok(Self { bytes, objects, position })
    }

    /// Offset of the object of an index, which must have this number.
    pub(super) fn offset_of(&self, index: u32, number: u32) -> Result<usize, Refusal> {
        match self.objects.get(index as usize) {
            Some((found, offset)) if *found == number => Ok(*offset as usize),
            _ => Err(mismatch(self.position)),
        }
    }

    /// The highest number that it says it holds.
    pub(super) fn highest(&self) -> Option<u32> {
        self.objects.iter().map(|(number, _)| *number).max()
    }

    /// The decoded bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Length of the decoded bytes.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Offset of the stream in the file.
    pub(super) fn position(&self) -> usize {
        self.position
    }

    /// Gives an error within the decoded bytes the position of the stream in the file.
    pub(super) fn place<T>(&self, parsed: Result<T, Malformed>) -> Result<T, Refusal> {
        parsed.map_err(|error| match Refusal::from(Malformed { position: self.position, ..error }) {
            // the file goes on after the stream
            Refusal::Truncated { position, what } => Refusal::Damaged { position, what },
            refusal => refusal,
        })
    }
}

fn header(bytes: &[u8], n: usize, first: usize) -> Option<Vec<(u32, u32)>> {
    let mut lexer = Lexer::new(bytes.get(..first)?, 0);
    let mut objects = Vec::with_capacity(n.min(bytes.len() / 4 + 1));
    for _ in 0..n {
        let number = u32::try_from(lexer.unsigned("").ok()?).ok()?;
        let offset = usize::try_from(lexer.unsigned("").ok()?).ok()?.checked_add(first)?;
        if offset >= bytes.len() {
            return None;
        }
        objects.push((number, u32::try_from(offset).ok()?));
    }
    Some(objects)
}
