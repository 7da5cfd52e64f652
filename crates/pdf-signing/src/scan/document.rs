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
use super::{Refusal, tail::Tail};
use crate::plan::ObjectRef;

/// Decoded object streams that are kept at a time, bytes.
const CACHE: usize = 4 << 20;
/// Bytes that all object streams together may decode to, those decoded again counted again.
const MAX_DECODED: usize = 48 << 20;
/// Bytes of syntax that are read through references, a reference itself counted as [`STEP`] bytes.
const MAX_EFFORT: usize = 16 << 20;
const STEP: usize = 64;
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
    /// Bytes of syntax that may still be read through references, so that a short file cannot make us read
    /// the same bytes for ever.
    effort: Cell<usize>,
    decoded: Cell<usize>,
    /// Bytes of content that may still be read for warnings.
    content: Cell<usize>,
    /// Bytes that the plan may still keep.
    kept: Cell<usize>,
}

/// An object that can be read: the bytes are held, the value borrows from them.
pub(super) struct Held<'d> {
    source: Source<'d>,
    effort: &'d Cell<usize>,
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
    pub(super) fn open(bytes: &'a [u8], tail: Tail) -> Result<Self, Refusal> {
        let chain = read_chain(bytes, tail.startxref)?;
        Ok(Self {
            bytes,
            chain,
            streams: RefCell::default(),
            effort: Cell::new(MAX_EFFORT),
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
        Ok(Held { source, effort: &self.effort })
    }

    /// The object that a value is or refers to.
    pub(super) fn follow<'v>(&'v self, value: &Value<'v>) -> Result<Held<'v>, Refusal> {
        match value.object {
            Object::Reference(reference) => self.load(reference),
            _ => Ok(Held { source: Source::Direct(value.raw), effort: &self.effort }),
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
        Ok(parse_indirect(self.bytes, offset, |reference| self.length(reference))?)
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
        charge(&self.effort, indirect.value.raw.len() + STEP, offset)?;
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
        let mut streams = self.streams.borrow_mut();
        let kept: usize = streams.values().map(|stream| stream.len()).sum();
        if kept.saturating_add(stream.len()) > CACHE {
            streams.clear();
        }
        streams.insert(number, Rc::clone(&stream));
        Ok(stream)
    }

    /// Whether so much more content may be read for warnings.
    pub(super) fn spend_content(&self, bytes: usize) -> bool {
        let left = self.content.get().checked_sub(bytes);
        self.content.set(left.unwrap_or(0));
        left.is_some()
    }

    /// Takes so many bytes of the file into the plan.
    pub(super) fn keep(&self, bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
        charge(&self.kept, bytes.len(), self.chain.startxref)?;
        Ok(bytes.to_vec())
    }

    /// The value of a `/Length` that is a reference; only an integer is read there, whatever else stands.
    fn length(&self, reference: ObjectRef) -> Option<u64> {
        match self.chain.entries.get(&reference.number)? {
            Entry::InFile { .. } => {
                let mut lexer = Lexer::new(self.bytes, self.offset(reference)?);
                let own = parse_header(&mut lexer).ok()? == reference;
                lexer.unsigned("").ok().filter(|_| own)
            }
            Entry::InStream { .. } => {
                let held = self.load_cached(reference)?;
                match held.value().ok()?.object {
                    Object::Integer(length) => u64::try_from(length).ok(),
                    _ => None,
                }
            }
            Entry::Free => None,
        }
    }

    /// Like [`Self::load`], but an object stream on the way must have a direct length: no recursion.
    fn load_cached(&self, reference: ObjectRef) -> Option<Held<'_>> {
        let Some(Entry::InStream { stream, .. }) = self.chain.entries.get(&reference.number) else {
            return None;
        };
        let Some(Entry::InFile { offset, .. }) = self.chain.entries.get(stream) else { return None };
        if !self.streams.borrow().contains_key(stream) {
            parse_indirect(self.bytes, *offset as usize, |_| None).ok()?;
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
        let start = lexer.position();
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
        charge(self.effort, lexer.position() - start + STEP, start)?;
        Ok(value)
    }
}

fn charge(effort: &Cell<usize>, bytes: usize, position: usize) -> Result<(), Refusal> {
    effort.set(effort.get().checked_sub(bytes).ok_or(Refusal::TooComplex { position })?);
    Ok(())
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
