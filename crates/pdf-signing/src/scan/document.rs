//! The document behind the bytes: the merged cross-reference, and objects by their reference.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::chain::{Chain, read_chain};
use super::object_stream::ObjectStream;
use super::syntax::{
    Dictionary, Entry, Indirect, Lexer, Object, Value, parse_header, parse_indirect, parse_indirect_value,
    parse_value,
};
use super::work::{LOOK_UP, Work};
use super::{Refusal, tail::Tail};
use crate::plan::ObjectRef;

/// Bytes that all object streams together may decode to. Each is decoded once and kept.
const MAX_DECODED: usize = 24 << 20;
/// Bytes of content that are read for warnings, all pages together.
const MAX_CONTENT: usize = 2 << 20;
/// Bytes of the file that the plan repeats, all its dictionaries and arrays together.
const MAX_KEPT: usize = 4 << 20;

/// A document whose cross-reference has been read.
pub(super) struct Document<'a> {
    /// The whole file.
    pub(super) bytes: &'a [u8],
    /// The sections of the cross-reference, merged.
    pub(super) chain: Chain<'a>,
    streams: RefCell<BTreeMap<u32, Rc<ObjectStream>>>,
    /// The work that may still be done.
    pub(super) work: &'a Work,
    decoded: Cell<usize>,
    /// Bytes of content that may still be read for warnings.
    content: Cell<usize>,
    /// Bytes that the plan may still keep.
    kept: Cell<usize>,
}

/// An object that can be read: the bytes are held, the value borrows from them.
pub(super) struct Held<'d> {
    source: Source<'d>,
    work: &'d Work,
}

enum Source<'d> {
    /// No such object: null (ISO 32000-2, 7.3.10).
    Nothing,
    InFile {
        bytes: &'d [u8],
        offset: usize,
        expected: ObjectRef,
    },
    InStream {
        stream: Rc<ObjectStream>,
        at: usize,
    },
    Direct(&'d [u8]),
}

impl<'a> Document<'a> {
    /// Reads the cross-reference from its end on.
    pub(super) fn open(bytes: &'a [u8], tail: Tail, work: &'a Work) -> Result<Self, Refusal> {
        let chain = read_chain(bytes, tail.startxref, work)?;
        Ok(Self {
            bytes,
            chain,
            streams: RefCell::default(),
            work,
            decoded: Cell::new(0),
            content: Cell::new(MAX_CONTENT),
            kept: Cell::new(MAX_KEPT),
        })
    }

    /// The trailer of the last section.
    pub(super) fn trailer(&self) -> &Dictionary<'a> {
        &self.chain.trailer
    }

    /// The object behind a reference; null when there is none of that number and generation.
    pub(super) fn load(&self, reference: ObjectRef) -> Result<Held<'_>, Refusal> {
        let source = match self.chain.entries.get(&reference.number) {
            Some(Entry::InFile { offset, generation }) if *generation == reference.generation => {
                Source::InFile { bytes: self.bytes, offset: *offset as usize, expected: reference }
            }
            Some(Entry::InStream { stream, index }) if reference.generation == 0 => {
                let stream = self.object_stream(*stream)?;
                let at = stream.offset_of(*index, reference.number)?;
                Source::InStream { stream, at }
            }
            _ => Source::Nothing,
        };
        Ok(Held { source, work: self.work })
    }

    /// The object that a value is or refers to.
    pub(super) fn follow<'v>(&'v self, value: &Value<'v>) -> Result<Held<'v>, Refusal> {
        match value.object {
            Object::Reference(reference) => self.load(reference),
            _ => Ok(Held { source: Source::Direct(value.raw), work: self.work }),
        }
    }

    /// The number that a value is or refers to.
    pub(super) fn number(&self, value: &Value<'_>) -> Result<Option<f64>, Refusal> {
        let held = match value.object {
            Object::Reference(_) => self.follow(value)?,
            Object::Integer(_) | Object::Real(_) => return Ok(plain_number(&value.object)),
            _ => return Ok(None),
        };
        Ok(plain_number(&held.value()?.object))
    }

    /// The integer that a value is or refers to.
    pub(super) fn integer(&self, value: &Value<'_>) -> Result<Option<i64>, Refusal> {
        let held = self.follow(value)?;
        match held.value()?.object {
            Object::Integer(integer) => Ok(Some(integer)),
            _ => Ok(None),
        }
    }

    /// The whole indirect object at an offset, its stream found by its length.
    pub(super) fn indirect(&self, offset: usize) -> Result<Indirect<'a>, Refusal> {
        let indirect = parse_indirect(self.bytes, offset, |reference| self.length(reference));
        // perhaps a length that could not be looked up any more
        let too_complex = Refusal::TooComplex { position: offset };
        let indirect =
            indirect.map_err(|error| if self.work.is_over() { too_complex } else { error.into() })?;
        self.work.spend(indirect.work + LOOK_UP, offset)?;
        Ok(indirect)
    }

    /// Where an object stands, when it stands in the file by itself.
    pub(super) fn offset(&self, reference: ObjectRef) -> Option<usize> {
        match self.chain.entries.get(&reference.number) {
            Some(Entry::InFile { offset, generation }) if *generation == reference.generation => {
                Some(*offset as usize)
            }
            _ => None,
        }
    }

    /// The stream behind a reference, if that is what stands there.
    pub(super) fn stream(&self, reference: ObjectRef) -> Result<Option<(Dictionary<'a>, &'a [u8])>, Refusal> {
        let Some(offset) = self.offset(reference) else { return Ok(None) };
        let indirect = self.indirect(offset)?;
        match (indirect.value.object, indirect.data) {
            (Object::Dictionary(dictionary), Some(data)) => Ok(Some((dictionary, data))),
            _ => Ok(None),
        }
    }

    /// An object stream, decoded.
    pub(super) fn object_stream(&self, number: u32) -> Result<Rc<ObjectStream>, Refusal> {
        if let Some(stream) = self.streams.borrow().get(&number) {
            return Ok(Rc::clone(stream));
        }
        let stream = Rc::new(ObjectStream::read(self, number)?);
        let decoded = self.decoded.get().saturating_add(stream.len());
        if decoded > MAX_DECODED {
            return Err(Refusal::DecompressionBomb { position: stream.position() });
        }
        self.decoded.set(decoded);
        self.streams.borrow_mut().insert(number, Rc::clone(&stream));
        Ok(stream)
    }

    /// How much more content may be read for warnings, bytes.
    pub(super) fn content_left(&self) -> usize {
        self.content.get()
    }

    /// Counts content that has been read for warnings.
    pub(super) fn spend_content(&self, bytes: usize) {
        self.content.set(self.content.get().saturating_sub(bytes));
    }

    /// Refuses a reference to nothing: an update could give its number to an object of its own.
    pub(super) fn refuse_dangling(&self, reference: ObjectRef, position: usize) -> Result<(), Refusal> {
        let what = match self.chain.entries.get(&reference.number) {
            Some(Entry::InFile { generation, .. }) if *generation == reference.generation => return Ok(()),
            Some(Entry::InStream { .. }) if reference.generation == 0 => return Ok(()),
            Some(Entry::Free { .. }) => "reference to a number that is free",
            Some(_) => "reference to another generation of an object",
            None => "reference to an object that does not exist",
        };
        Err(Refusal::Damaged { position, what })
    }

    /// Takes so many bytes of the file into the plan.
    pub(super) fn keep(&self, bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
        let left = self.kept.get().checked_sub(bytes.len());
        self.kept.set(left.ok_or(Refusal::TooComplex { position: self.chain.startxref })?);
        Ok(bytes.to_vec())
    }

    /// The value of a `/Length` that is a reference; only an integer is read there, whatever else stands.
    fn length(&self, reference: ObjectRef) -> Option<u64> {
        match self.chain.entries.get(&reference.number)? {
            Entry::InFile { .. } => {
                let mut lexer = Lexer::new(self.bytes, self.offset(reference)?);
                let own = parse_header(&mut lexer).ok()? == reference;
                let length = lexer.unsigned("").ok();
                self.work.spend(lexer.work() + LOOK_UP, lexer.position()).ok()?;
                length.filter(|_| own)
            }
            Entry::InStream { .. } => {
                let held = self.load_cached(reference)?;
                match held.value().ok()?.object {
                    Object::Integer(length) => u64::try_from(length).ok(),
                    _ => None,
                }
            }
            Entry::Free { .. } => None,
        }
    }

    /// Like [`Self::load`], but an object stream on the way must have a direct length: no recursion.
    fn load_cached(&self, reference: ObjectRef) -> Option<Held<'_>> {
        let Some(Entry::InStream { stream, .. }) = self.chain.entries.get(&reference.number) else {
            return None;
        };
        let Some(Entry::InFile { offset, .. }) = self.chain.entries.get(stream) else { return None };
        if !self.streams.borrow().contains_key(stream) {
            let indirect = parse_indirect(self.bytes, *offset as usize, |_| None).ok()?;
            self.work.spend(indirect.work, *offset as usize).ok()?;
        }
        self.load(reference).ok()
    }
}

impl Held<'_> {
    /// Reads the value, which is not a stream's dictionary.
    pub(super) fn value(&self) -> Result<Value<'_>, Refusal> {
        let mut lexer = match &self.source {
            Source::Nothing => return Ok(Value { raw: b"null", object: Object::Null }),
            Source::InFile { bytes, offset, .. } => Lexer::new(bytes, *offset),
            Source::InStream { stream, at } => Lexer::new(stream.bytes(), *at),
            Source::Direct(raw) => Lexer::new(raw, 0),
        };
        let value = match &self.source {
            Source::InFile { offset, expected, .. } => {
                let (reference, value) = parse_indirect_value(&mut lexer)?;
                if reference != *expected {
                    return Err(mismatch(*offset));
                }
                // a stream has more than its value
                lexer.keyword(b"endobj", "stream where another object should stand")?;
                value
            }
            Source::InStream { stream, .. } => stream.place(parse_value(&mut lexer))?,
            _ => parse_value(&mut lexer)?,
        };
        self.work.spend(lexer.work() + LOOK_UP, lexer.position())?;
        Ok(value)
    }
}

/// An object that is not the one that the cross-reference says.
pub(super) fn mismatch(position: usize) -> Refusal {
    Refusal::Damaged { position, what: "another object where the cross-reference says" }
}

#[expect(clippy::cast_precision_loss, reason = "lengths on a page are far below 2^52")]
fn plain_number(object: &Object<'_>) -> Option<f64> {
    match object {
        Object::Integer(value) => Some(*value as f64),
        Object::Real(value) => Some(*value),
        _ => None,
    }
}
