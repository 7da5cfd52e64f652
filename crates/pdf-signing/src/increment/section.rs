//! The body of an increment: objects one after another, and where each one begins.

use std::collections::BTreeMap;

use pdf_writer::{Chunk, Ref};

use super::error::PrepareError;
use super::raw::Dictionary;
use crate::plan::ObjectRef;

/// Largest object number that readers are held to take (Annex C of ISO 32000-1: 2^23 - 1 objects).
const LAST_NUMBER: u32 = 8_388_607;

/// The entry of a number that is made free: its next generation, and no offset.
pub(super) const FREED: (u16, u64) = (1, 0);

/// Objects written so far, with their offsets in the whole document.
pub(super) struct Section {
    base: u64,
    bytes: Vec<u8>,
    offsets: BTreeMap<u32, (u16, u64)>,
    next: u32,
}

impl Section {
    /// A section that begins after `base` bytes of document and numbers its new objects from `size`.
    ///
    /// # Errors
    /// [`PrepareError::TooManyObjects`] when a section of usual length has no numbers left.
    pub(super) fn begin(base: u64, ends_with_eol: bool, size: u32) -> Result<Self, PrepareError> {
        if size == 0 || size > LAST_NUMBER - 256 {
            return Err(PrepareError::TooManyObjects { size });
        }
        let bytes = if ends_with_eol { Vec::new() } else { vec![b'\n'] };
        Ok(Self { base, bytes, offsets: BTreeMap::new(), next: size })
    }

    /// Takes the next free object number.
    pub(super) fn reserve(&mut self) -> ObjectRef {
        let number = self.next;
        self.next = self.next.saturating_add(1);
        ObjectRef { number, generation: 0 }
    }

    /// Length of the document up to here.
    pub(super) fn position(&self) -> u64 {
        self.base.saturating_add(self.bytes.len() as u64)
    }

    /// Writes an object; returns where its body begins within the increment.
    pub(super) fn object(&mut self, reference: ObjectRef, body: &[u8]) -> usize {
        self.mark(reference);
        let ObjectRef { number, generation } = reference;
        self.bytes.extend_from_slice(format!("{number} {generation} obj\n").as_bytes());
        let start = self.bytes.len();
        self.bytes.extend_from_slice(body);
        self.bytes.extend_from_slice(b"\nendobj\n");
        start
    }

    /// Writes a dictionary object.
    pub(super) fn dictionary(&mut self, reference: ObjectRef, dictionary: &Dictionary) {
        self.object(reference, &dictionary.bytes());
    }

    /// Writes a stream whose data stand in the form that its dictionary says; adds `/Length`.
    pub(super) fn stream(&mut self, reference: ObjectRef, dictionary: Dictionary, data: &[u8]) {
        let mut body = dictionary.set("Length", data.len().to_string()).bytes();
        body.extend_from_slice(b"\nstream\n");
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.object(reference, &body);
    }

    /// Writes one object with the typed writers of `pdf-writer`.
    pub(super) fn typed(&mut self, reference: ObjectRef, write: impl FnOnce(&mut Chunk, Ref)) {
        self.mark(reference);
        let mut chunk = Chunk::new();
        write(&mut chunk, typed_reference(reference));
        self.bytes.extend_from_slice(chunk.as_bytes());
    }

    /// Lists numbers as free that the document lists in use although nothing is there.
    pub(super) fn free(&mut self, numbers: &[u32]) {
        self.offsets.extend(numbers.iter().map(|number| (*number, FREED)));
    }

    /// The bytes written, the offset of each object by its number, and the next number.
    pub(super) fn into_parts(self) -> (Vec<u8>, BTreeMap<u32, (u16, u64)>, u32) {
        (self.bytes, self.offsets, self.next)
    }

    fn mark(&mut self, reference: ObjectRef) {
        let offset = self.position();
        self.offsets.insert(reference.number, (reference.generation, offset));
    }
}

/// The same reference for `pdf-writer`, which knows generation 0 only: for objects of our own.
pub(super) fn typed_reference(reference: ObjectRef) -> Ref {
    Ref::new(i32::try_from(reference.number.max(1)).unwrap_or(i32::MAX))
}
