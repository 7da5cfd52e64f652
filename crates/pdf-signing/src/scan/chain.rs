//! The chain of cross-reference sections, merged (ISO 32000-2, 7.5.4 to 7.5.8).
//!
//! Hybrid files (7.5.8.4) are refused: one reader takes the table, another the stream beside it, and validators
//! decline to judge a signature in such a file.

use std::collections::{BTreeMap, BTreeSet};

use super::Refusal;
use super::syntax::{Dictionary, Entry, Lexer, MAX_OBJECTS, Object, Section, parse_header, read_section};
use super::work::{LOOK_UP, Work};
use crate::plan::{CrossReference, ObjectRef};

/// Sections in a chain, at most: each is an update of the file.
const MAX_SECTIONS: usize = 256;
/// Entries of all sections, those that are superseded too, at most.
const MAX_ENTRIES: usize = 4 * MAX_OBJECTS;

/// The merged cross-reference.
#[derive(Debug)]
pub(super) struct Chain<'a> {
    /// Where each object is; the newest section that lists a number counts.
    pub(super) entries: BTreeMap<u32, Entry>,
    /// Offsets of all sections and of what they list, superseded ones too, ascending.
    pub(super) offsets: Vec<u32>,
    /// Numbers that are listed in use at offset 0, where no object can be: Apple's Quartz writes them for
    /// numbers that it did not use. They count as free.
    pub(super) unused: Vec<u32>,
    /// The trailer of the last section.
    pub(super) trailer: Dictionary<'a>,
    /// How the last section is written.
    pub(super) style: CrossReference,
    /// Offset of the last section.
    pub(super) startxref: usize,
    /// `/Size` of the last section, above every number listed.
    pub(super) size: u32,
    /// `/Root` of the last section.
    pub(super) root: ObjectRef,
}

/// What the newer sections said, while reading goes from the last section to the first.
#[derive(Default)]
struct Newer {
    entries: BTreeMap<u32, Entry>,
    offsets: Vec<u32>,
    /// The lowest generation of each number in use.
    used: BTreeMap<u32, u16>,
    /// Numbers used with a generation above 0, which an older section must have freed.
    awaiting: BTreeMap<u32, u16>,
    /// `/Size` of the section after.
    size: Option<i64>,
    read: usize,
}

/// Reads the sections from the last to the first.
pub(super) fn read_chain<'a>(bytes: &'a [u8], startxref: usize, work: &Work) -> Result<Chain<'a>, Refusal> {
    let mut newer = Newer::default();
    let mut seen = BTreeSet::new();
    let mut newest: Option<(Dictionary<'_>, CrossReference)> = None;
    let mut next = Some(startxref);
    while let Some(offset) = next {
        let section = visit(bytes, offset, &mut seen, work)?;
        next = offset_of(&section.trailer, b"Prev", offset)?;
        newer.take(bytes, &section, offset, next.is_none(), work)?;
        newest.get_or_insert((section.trailer, section.style));
    }
    let damaged = |what| Refusal::Damaged { position: startxref, what };
    if !newer.awaiting.is_empty() {
        return Err(damaged("generation of an object without the free entry before it"));
    }
    let (trailer, style) = newest.ok_or(damaged("no cross-reference"))?;
    let Newer { mut entries, mut offsets, .. } = newer;
    offsets.sort_unstable();
    let mut unused = Vec::new();
    for (number, entry) in &mut entries {
        if matches!(entry, Entry::InFile { offset: 0, .. }) {
            *entry = Entry::Free { generation: 1 };
            unused.push(*number);
        }
    }
    let size = size(&trailer, &entries, startxref)?;
    let root = trailer.reference(b"Root").ok_or(damaged("trailer without Root"))?;
    Ok(Chain { entries, offsets, unused, trailer, style, startxref, size, root })
}

impl Newer {
    /// Takes an older section in.
    fn take(
        &mut self,
        bytes: &[u8],
        section: &Section<'_>,
        offset: usize,
        first: bool,
        work: &Work,
    ) -> Result<(), Refusal> {
        let damaged = |what| Refusal::Damaged { position: offset, what };
        self.read = self.read.saturating_add(section.entries.len());
        if self.read > MAX_ENTRIES {
            return Err(Refusal::TooManyObjects { position: offset });
        }
        let size = section.trailer.integer(b"Size");
        if let (Some(newer), Some(size)) = (self.size, size)
            && newer < size
        {
            return Err(damaged("update with a smaller Size than before"));
        }
        self.size = size.or(self.size);
        if section.own.is_some_and(|own| self.entries.contains_key(&own.number)) {
            return Err(damaged("cross-reference stream whose number was taken again"));
        }
        self.offsets.extend(u32::try_from(offset));
        for (number, entry) in &section.entries {
            match *entry {
                Entry::Free { generation } if *number != 0 => {
                    self.free(*number, generation, first, offset)?;
                }
                Entry::InFile { generation: u16::MAX, .. } => return Err(damaged("generation 65535 in use")),
                Entry::InFile { offset: 0, generation: 1.. } => {
                    return Err(damaged("object at offset 0 with a generation"));
                }
                Entry::InFile { offset, .. } => self.offsets.push(offset),
                Entry::Free { .. } | Entry::InStream { .. } => {}
            }
            let newest = *self.entries.entry(*number).or_insert(*entry);
            refuse_stray(bytes, *number, newest, *entry, work)?;
        }
        for (number, entry) in &section.entries {
            let generation = match *entry {
                Entry::InFile { generation, .. } => generation,
                Entry::InStream { .. } => 0,
                Entry::Free { .. } => continue,
            };
            let lowest = self.used.entry(*number).or_insert(generation);
            *lowest = generation.min(*lowest);
            if generation > 0 {
                self.awaiting.insert(*number, generation);
            }
        }
        if self.entries.len() > MAX_OBJECTS {
            return Err(Refusal::TooManyObjects { position: offset });
        }
        Ok(())
    }

    /// A number that is freed may be used again with the generation that its free entry says, no lower.
    fn free(&mut self, number: u32, generation: u16, first: bool, position: usize) -> Result<(), Refusal> {
        let damaged = |what| Refusal::Damaged { position, what };
        if self.awaiting.get(&number) == Some(&generation) {
            self.awaiting.remove(&number);
        }
        if generation == 0 && !first {
            return Err(damaged("number freed without its next generation"));
        }
        match self.used.get(&number) {
            Some(used) if generation == 0 || *used < generation => {
                Err(damaged("number used again without its next generation"))
            }
            _ => Ok(()),
        }
    }
}

/// Some readers keep an older generation of an object beside the newer one, so it must stand there.
fn refuse_stray(bytes: &[u8], number: u32, newer: Entry, older: Entry, work: &Work) -> Result<(), Refusal> {
    let Entry::InFile { offset: offset @ 1.., generation } = older else { return Ok(()) };
    let same = matches!(newer, Entry::InFile { generation: newer, .. } if newer == generation);
    if same || matches!(newer, Entry::Free { .. }) {
        return Ok(());
    }
    let position = offset as usize;
    let mut lexer = Lexer::new(bytes, position);
    let found = parse_header(&mut lexer);
    work.spend(lexer.work() + LOOK_UP, position)?;
    if found == Ok(ObjectRef { number, generation }) {
        return Ok(());
    }
    Err(Refusal::Damaged { position, what: "no object where an older cross-reference section says" })
}

fn visit<'a>(
    bytes: &'a [u8],
    offset: usize,
    seen: &mut BTreeSet<usize>,
    work: &Work,
) -> Result<Section<'a>, Refusal> {
    let damaged = |what| Refusal::Damaged { position: offset, what };
    if !seen.insert(offset) {
        return Err(damaged("cross-reference sections in a loop"));
    }
    if seen.len() > MAX_SECTIONS {
        return Err(Refusal::TooComplex { position: offset });
    }
    let section = read_section(bytes, offset)?;
    work.spend(section.work + LOOK_UP, offset)?;
    // before all else, since nothing of an encrypted file means what it says
    if section.trailer.value(b"Encrypt").is_some() {
        return Err(Refusal::Encrypted);
    }
    if section.trailer.value(b"XRefStm").is_some() {
        return Err(damaged("hybrid file: a table and a cross-reference stream beside it"));
    }
    if section.entries.iter().any(|(number, entry)| *number == 0 && !matches!(entry, Entry::Free { .. })) {
        return Err(damaged("object number 0 in use"));
    }
    Ok(section)
}

fn offset_of(trailer: &Dictionary<'_>, key: &[u8], position: usize) -> Result<Option<usize>, Refusal> {
    match trailer.object(key) {
        None => Ok(None),
        Some(Object::Integer(offset)) if *offset >= 0 => {
            usize::try_from(*offset).map(Some).map_err(|_| Refusal::TooComplex { position })
        }
        Some(_) => Err(Refusal::Damaged { position, what: "Prev is not an offset" }),
    }
}

/// `/Size` is the first number that an update may take, so it must lie above every number listed, free ones
/// too; readers also count the free ones.
fn size(trailer: &Dictionary<'_>, entries: &BTreeMap<u32, Entry>, position: usize) -> Result<u32, Refusal> {
    let damaged = |what| Refusal::Damaged { position, what };
    let size = trailer
        .integer(b"Size")
        .and_then(|size| u32::try_from(size).ok())
        .ok_or(damaged("trailer without Size"))?;
    if size >= 8_388_607 {
        return Err(Refusal::TooManyObjects { position });
    }
    match entries.last_key_value() {
        Some((highest, _)) if *highest >= size => Err(damaged("Size is not above the highest object number")),
        _ => Ok(size),
    }
}
