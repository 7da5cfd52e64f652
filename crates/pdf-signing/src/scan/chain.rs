//! The chain of cross-reference sections, merged (ISO 32000-2, 7.5.4 to 7.5.8, hybrid files included).

use std::collections::{BTreeMap, BTreeSet};

use super::Refusal;
use super::syntax::{Dictionary, Entry, Lexer, MAX_OBJECTS, Object, Section, parse_header, read_section};
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

/// Reads the sections from the last to the first.
pub(super) fn read_chain(bytes: &[u8], startxref: usize) -> Result<Chain<'_>, Refusal> {
    let mut entries = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut newest: Option<(Dictionary<'_>, CrossReference)> = None;
    let mut next = Some(startxref);
    let mut read = 0_usize;
    while let Some(offset) = next {
        let Section { style, entries: own, trailer } = visit(bytes, offset, &mut seen)?;
        let hybrid = match (style, offset_of(&trailer, b"XRefStm", offset)?) {
            (CrossReference::Table, Some(stream)) => Some(visit(bytes, stream, &mut seen)?),
            _ => None,
        };
        let hidden = hybrid.map(|section| section.entries).unwrap_or_default();
        read = read.saturating_add(own.len()).saturating_add(hidden.len());
        // what the table calls free may stand in the stream beside it (7.5.8.4)
        let (free, used): (Vec<_>, Vec<_>) = own.into_iter().partition(|(_, entry)| *entry == Entry::Free);
        for (number, entry) in used.into_iter().chain(hidden).chain(free) {
            let newer = *entries.entry(number).or_insert(entry);
            refuse_stray(bytes, number, newer, entry)?;
        }
        if entries.len() > MAX_OBJECTS || read > MAX_ENTRIES {
            return Err(Refusal::TooManyObjects { position: offset });
        }
        next = offset_of(&trailer, b"Prev", offset)?;
        newest.get_or_insert((trailer, style));
    }
    let damaged = |what| Refusal::Damaged { position: startxref, what };
    let (trailer, style) = newest.ok_or(damaged("no cross-reference"))?;
    let size = size(&trailer, &entries, startxref)?;
    let root = trailer.reference(b"Root").ok_or(damaged("trailer without Root"))?;
    Ok(Chain { entries, trailer, style, startxref, size, root })
}

/// Some readers keep an older generation of an object beside the newer one, so it must stand there.
fn refuse_stray(bytes: &[u8], number: u32, newer: Entry, older: Entry) -> Result<(), Refusal> {
    let Entry::InFile { offset, generation } = older else { return Ok(()) };
    let same = matches!(newer, Entry::InFile { generation: newer, .. } if newer == generation);
    let position = offset as usize;
    let reference = ObjectRef { number, generation };
    if same || newer == Entry::Free || parse_header(&mut Lexer::new(bytes, position)) == Ok(reference) {
        return Ok(());
    }
    Err(Refusal::Damaged { position, what: "no object where an older cross-reference section says" })
}

fn visit<'a>(bytes: &'a [u8], offset: usize, seen: &mut BTreeSet<usize>) -> Result<Section<'a>, Refusal> {
    if !seen.insert(offset) {
        return Err(Refusal::Damaged { position: offset, what: "cross-reference sections in a loop" });
    }
    if seen.len() > MAX_SECTIONS {
        return Err(Refusal::TooComplex { position: offset });
    }
    let section = read_section(bytes, offset)?;
    // before all else, since nothing of an encrypted file means what it says
    if section.trailer.value(b"Encrypt").is_some() {
        return Err(Refusal::Encrypted);
    }
    if section.entries.iter().any(|(number, entry)| *number == 0 && *entry != Entry::Free) {
        return Err(Refusal::Damaged { position: offset, what: "object number 0 in use" });
    }
    Ok(section)
}

fn offset_of(trailer: &Dictionary<'_>, key: &[u8], position: usize) -> Result<Option<usize>, Refusal> {
    match trailer.object(key) {
        None => Ok(None),
        Some(Object::Integer(offset)) if *offset >= 0 => {
            usize::try_from(*offset).map(Some).map_err(|_| Refusal::TooComplex { position })
        }
        Some(_) => Err(Refusal::Damaged { position, what: "Prev or XRefStm is not an offset" }),
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
