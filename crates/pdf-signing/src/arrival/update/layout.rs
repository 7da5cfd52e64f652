//! An arriving increment taken apart: every byte of it belongs to one listed object, to its cross-reference
//! section, or to its end.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::arrival::refusal::ArrivalRefusal;
use crate::plan::{AppendPlan, CrossReference, ObjectRef};
use crate::scan::syntax::{
    Dictionary, Entry, Indirect, Lexer, Malformed, Object, Token, is_space, parse_indirect,
    parse_indirect_value, parse_value, read_section,
};

/// A signature with its appearance takes about ten objects.
const MOST_OBJECTS: usize = 256;
/// A comment between objects (some writers leave their name) may be as long as this.
const LONGEST_COMMENT: usize = 80;

/// The objects of an increment by their numbers. Offsets count within the increment.
pub(super) struct Update<'a> {
    pub(super) objects: BTreeMap<u32, Placed<'a>>,
}

/// An object and its place, from its number to after `endobj`.
pub(super) struct Placed<'a> {
    pub(super) span: Range<usize>,
    pub(super) indirect: Indirect<'a>,
}

impl<'a> Update<'a> {
    /// Takes the one update of a document apart.
    ///
    /// # Errors
    /// [`ArrivalRefusal::Structure`]: more than one section, an object freed, hidden, listed twice or not where
    /// it is listed, bytes that belong to nothing, another catalog.
    pub(super) fn read(bytes: &'a [u8], plan: &AppendPlan) -> Result<Self, ArrivalRefusal> {
        let (tail, startxref) = read_tail(bytes)?;
        let section_at =
            within(startxref, plan.length, tail).ok_or(structure("startxref points elsewhere"))?;
        let section = read_section(bytes, section_at)?;
        check_trailer(&section.trailer, plan)?;
        if section.entries.len() > MOST_OBJECTS {
            return Err(structure("too many objects"));
        }
        let highest = section.entries.iter().map(|(number, _)| i64::from(*number)).max().unwrap_or_default();
        if section.trailer.integer(b"Size").is_none_or(|size| size <= highest || size < i64::from(plan.size))
        {
            return Err(structure("Size is less than the objects need"));
        }
        let offsets = offsets(&section.entries, plan.length, tail)?;
        let mut objects = BTreeMap::new();
        for (number, (at, generation)) in &offsets {
            let indirect = parse_indirect(bytes, *at, |length| stated_length(bytes, &offsets, length))?;
            if indirect.reference != (ObjectRef { number: *number, generation: *generation }) {
                return Err(structure("an object is not where it is listed"));
            }
            objects.insert(*number, Placed { span: *at..indirect.end, indirect });
        }
        let section_span = section_at..section_end(bytes, section_at, section.style)?;
        // a cross-reference stream may list itself
        objects.retain(|_, placed| placed.span != section_span);
        let spans = objects.values().map(|placed| placed.span.clone());
        cover(bytes, spans.chain([section_span, tail..bytes.len()]).collect())?;
        Ok(Self { objects })
    }

    /// The object of a reference.
    pub(super) fn object(&self, reference: ObjectRef) -> Option<&Indirect<'a>> {
        self.objects
            .get(&reference.number)
            .map(|placed| &placed.indirect)
            .filter(|i| i.reference == reference)
    }
}

fn structure(cause: &'static str) -> ArrivalRefusal {
    ArrivalRefusal::Structure(cause)
}

impl From<Malformed> for ArrivalRefusal {
    fn from(malformed: Malformed) -> Self {
        use crate::scan::syntax::Flaw;
        Self::Structure(match malformed.flaw {
            Flaw::Syntax(cause) | Flaw::PastEnd(cause) => cause,
            Flaw::TooManyObjects => "too many objects",
            Flaw::TooComplex => "an object is too complex",
            Flaw::Swells => "a stream swells",
        })
    }
}

/// Where `startxref` stands, and its number; `%%EOF` and one end of line end the file.
fn read_tail(bytes: &[u8]) -> Result<(usize, u64), ArrivalRefusal> {
    const KEYWORD: &[u8] = b"startxref";
    let at = bytes
        .windows(KEYWORD.len())
        .rposition(|window| window == KEYWORD)
        .ok_or(structure("no startxref"))?;
    let mut lexer = Lexer::new(bytes, at);
    lexer.keyword(KEYWORD, "no startxref")?;
    let startxref = lexer.unsigned("no number after startxref")?;
    let end = bytes.get(lexer.position()..).unwrap_or_default();
    let end =
        end.strip_prefix(b"\r\n").or_else(|| end.strip_prefix(b"\n")).or_else(|| end.strip_prefix(b"\r"));
    match end.and_then(|end| end.strip_prefix(b"%%EOF")) {
        Some(b"" | b"\n" | b"\r\n" | b"\r") => Ok((at, startxref)),
        _ => Err(structure("the file does not end after startxref and %%EOF")),
    }
}

/// An offset of the file as one of the increment, before `end`.
fn within(offset: u64, document: u64, end: usize) -> Option<usize> {
    usize::try_from(offset.checked_sub(document)?).ok().filter(|at| *at < end)
}

/// The trailer goes on from the document's and says nothing else.
fn check_trailer(trailer: &Dictionary<'_>, plan: &AppendPlan) -> Result<(), ArrivalRefusal> {
    const KEYS: [&[u8]; 11] = [
        b"Size",
        b"Prev",
        b"Root",
        b"Info",
        b"ID",
        b"Type",
        b"W",
        b"Index",
        b"Length",
        b"Filter",
        b"DecodeParms",
    ];
    if trailer.entries().any(|(key, _)| !KEYS.contains(&key)) {
        return Err(structure("the trailer says more than an update's does"));
    }
    let goes_on = trailer.reference(b"Root") == Some(plan.root)
        && trailer.integer(b"Prev").and_then(|prev| u64::try_from(prev).ok()) == Some(plan.startxref)
        && trailer.value(b"Info").is_none_or(|_| trailer.reference(b"Info") == plan.info);
    if goes_on { Ok(()) } else { Err(structure("the trailer does not go on from the document's")) }
}

/// Where each listed object begins, and its generation. Object 0 alone may be listed free.
fn offsets(
    entries: &[(u32, Entry)],
    document: u64,
    end: usize,
) -> Result<BTreeMap<u32, (usize, u16)>, ArrivalRefusal> {
    let mut offsets = BTreeMap::new();
    for (number, entry) in entries {
        match entry {
            Entry::Free { .. } if *number == 0 => {}
            Entry::Free { .. } => return Err(structure("an object is freed")),
            Entry::InStream { .. } => return Err(structure("an object is in an object stream")),
            Entry::InFile { offset, generation } => {
                let at = within(u64::from(*offset), document, end);
                let at = at.ok_or(structure("an object is listed outside the increment"))?;
                offsets.insert(*number, (at, *generation));
            }
        }
    }
    Ok(offsets)
}

/// A `/Length` that is a reference, when it stands in the increment.
fn stated_length(bytes: &[u8], offsets: &BTreeMap<u32, (usize, u16)>, length: ObjectRef) -> Option<u64> {
    let (at, _) = offsets.get(&length.number)?;
    let (reference, value) = parse_indirect_value(&mut Lexer::new(bytes, *at)).ok()?;
    match value.object {
        Object::Integer(value) if reference == length => u64::try_from(value).ok(),
        _ => None,
    }
}

fn section_end(bytes: &[u8], at: usize, style: CrossReference) -> Result<usize, ArrivalRefusal> {
    if style == CrossReference::Stream {
        return Ok(parse_indirect(bytes, at, |_| None)?.end);
    }
    let mut lexer = Lexer::new(bytes, at);
    loop {
        match lexer.token()? {
            Token::Keyword(b"trailer") => break,
            Token::End => return Err(structure("no trailer")),
            _ => {}
        }
    }
    parse_value(&mut lexer)?;
    Ok(lexer.position())
}

/// Every byte is in exactly one span, or white space or a short comment between two.
fn cover(bytes: &[u8], mut spans: Vec<Range<usize>>) -> Result<(), ArrivalRefusal> {
    spans.sort_by_key(|span| span.start);
    let mut end = 0;
    for span in spans {
        let between = bytes.get(end..span.start).ok_or(structure("objects overlap"))?;
        if !between.split(|byte| matches!(byte, b'\r' | b'\n')).all(is_filling) {
            return Err(structure("bytes that belong to no object"));
        }
        end = span.end;
    }
    Ok(())
}

/// A line of white space, or a comment that marks no end of a file and no beginning of another.
fn is_filling(line: &[u8]) -> bool {
    match line.strip_prefix(b"%") {
        Some(comment) => {
            comment.len() <= LONGEST_COMMENT && !comment.starts_with(b"%EOF") && !comment.starts_with(b"PDF-")
        }
        None => line.iter().all(|byte| is_space(*byte)),
    }
}
