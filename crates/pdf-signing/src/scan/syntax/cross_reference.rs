//! Sections of the cross-reference: tables here, streams in their own module (ISO 32000-2, 7.5.4, 7.5.5).

use super::cross_reference_stream::read_stream_section;
use super::{Dictionary, Flaw, Lexer, Malformed, Object, Token, malformed, parse_value};
use crate::plan::{CrossReference, ObjectRef};

/// Entries of all sections together, at most. A scan has three or four objects a page.
pub(crate) const MAX_OBJECTS: usize = 131_072;
/// The highest object number of implementations (Annex C) is 8,388,607; the update needs some of its own.
const MAX_NUMBER: u64 = 8_388_607;

/// Units of work of one entry.
pub(super) const ENTRY: usize = 64;

/// Where an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    /// Nowhere: the number is free, and would be used again with this generation.
    Free {
        /// The next generation.
        generation: u16,
    },
    /// At an offset in the file.
    InFile {
        /// Offset of `n g obj`.
        offset: u32,
        /// Generation number.
        generation: u16,
    },
    /// In an object stream.
    InStream {
        /// Number of the object stream.
        stream: u32,
        /// Place within it.
        index: u32,
    },
}

/// One section and its trailer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Section<'a> {
    /// How it is written.
    pub(crate) style: CrossReference,
    /// Object numbers and where they are, in the order of the file.
    pub(crate) entries: Vec<(u32, Entry)>,
    /// The trailer; of a stream, its dictionary.
    pub(crate) trailer: Dictionary<'a>,
    /// The number of a cross-reference stream.
    pub(crate) own: Option<ObjectRef>,
    /// Units of work that reading it took.
    pub(crate) work: usize,
}

/// Runs of consecutive object numbers, which may not meet.
#[derive(Default)]
pub(super) struct Subsections {
    runs: Vec<(u64, u64)>,
    total: usize,
}

impl Subsections {
    /// Takes one more run in.
    pub(super) fn add(&mut self, first: u64, count: u64, position: usize) -> Result<(), Malformed> {
        let too_many = Malformed { position, flaw: Flaw::TooManyObjects };
        let end = first.checked_add(count).filter(|end| *end <= MAX_NUMBER).ok_or(too_many)?;
        self.total =
            usize::try_from(count).ok().and_then(|count| self.total.checked_add(count)).ok_or(too_many)?;
        if self.total > MAX_OBJECTS {
            return Err(too_many);
        }
        if count > 0 {
            self.runs.push((first, end));
        }
        Ok(())
    }

    /// Entries in all runs.
    pub(super) fn total(&self) -> usize {
        self.total
    }

    /// The object numbers of all runs, in the order of the file.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u64> {
        self.runs.iter().flat_map(|(first, end)| *first..*end)
    }

    /// Refuses a section that lists an object twice: readers differ on which one counts.
    pub(super) fn each_number_once(&mut self, position: usize) -> Result<(), Malformed> {
        let mut sorted = self.runs.clone();
        sorted.sort_unstable();
        let meet = sorted.windows(2).any(|pair| matches!(pair, [(_, end), (first, _)] if end > first));
        if meet {
            Err(malformed(position, "object listed twice in one cross-reference section"))
        } else {
            Ok(())
        }
    }
}

/// Reads the section at an offset, whichever way it is written.
pub(crate) fn read_section(bytes: &[u8], offset: usize) -> Result<Section<'_>, Malformed> {
    let lexer = Lexer::new(bytes, offset);
    match lexer.peek() {
        Some(b'x') => read_table(bytes, lexer),
        Some(b'0'..=b'9') => read_stream_section(bytes, offset),
        _ => Err(malformed(offset, "no cross-reference where startxref or Prev says")),
    }
}

fn read_table<'a>(bytes: &'a [u8], mut lexer: Lexer<'a>) -> Result<Section<'a>, Malformed> {
    let start = lexer.position();
    lexer.keyword(b"xref", "no cross-reference where startxref or Prev says")?;
    let mut subsections = Subsections::default();
    let mut entries = Vec::new();
    let mut work = 0_usize;
    loop {
        lexer.skip_space();
        let position = lexer.position();
        let first = match lexer.token()? {
            Token::Integer(first) => u64::try_from(first)
                .map_err(|_| malformed(position, "malformed cross-reference subsection"))?,
            Token::Keyword(b"trailer") => break,
            Token::End => {
                return Err(Malformed {
                    position,
                    flaw: Flaw::PastEnd("cross-reference table without a trailer"),
                });
            }
            _ => return Err(malformed(position, "malformed cross-reference subsection")),
        };
        let count = lexer.unsigned("malformed cross-reference subsection")?;
        subsections.add(first, count, position)?;
        lexer.skip_space();
        for number in first..first.saturating_add(count) {
            let at = lexer.position();
            let entry =
                bytes.get(at..at + 20).and_then(table_entry).ok_or_else(|| short_or_bad(bytes, at))?;
            let number = u32::try_from(number).map_err(|_| malformed(at, "object number out of range"))?;
            entries.push((number, entry));
            lexer.seek(at + 20);
            work += ENTRY;
        }
    }
    subsections.each_number_once(start)?;
    if let Some((1, Entry::Free { generation: u16::MAX })) = entries.first() {
        return Err(malformed(start, "cross-reference table that begins at 1 with the entry of number 0"));
    }
    match parse_value(&mut lexer)?.object {
        Object::Dictionary(trailer) => {
            let work = work.saturating_add(lexer.work());
            Ok(Section { style: CrossReference::Table, entries, trailer, own: None, work })
        }
        _ => Err(malformed(start, "trailer is not a dictionary")),
    }
}

fn short_or_bad(bytes: &[u8], at: usize) -> Malformed {
    if bytes.len() < at.saturating_add(20) {
        Malformed { position: at, flaw: Flaw::PastEnd("cross-reference table without an end") }
    } else {
        malformed(at, "malformed cross-reference entry")
    }
}

/// `nnnnnnnnnn ggggg n` and two bytes of end of line: 20 bytes, always (7.5.4).
fn table_entry(line: &[u8]) -> Option<Entry> {
    let (&[b' '], &[b' '], &[kind], b" \n" | b" \r" | b"\r\n") =
        (line.get(10..11)?, line.get(16..17)?, line.get(17..18)?, line.get(18..20)?)
    else {
        return None;
    };
    let digits = |field: &[u8]| {
        let text =
            std::str::from_utf8(field).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?;
        text.parse::<u64>().ok()
    };
    let (offset, generation) = (digits(line.get(..10)?)?, digits(line.get(11..16)?)?);
    match kind {
        b'f' => Some(Entry::Free { generation: u16::try_from(generation).ok()? }),
        b'n' => Some(Entry::InFile {
            offset: u32::try_from(offset).ok()?,
            generation: u16::try_from(generation).ok()?,
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_gives_its_entries_and_its_trailer() {
        let bytes = b"xref\n0 2\n0000000000 65535 f \n0000000017 00000 n \n7 1\n0000000042 00003 n\r\ntrailer\n<</Size 8>>";
        let section = read_section(bytes, 0).unwrap();
        assert_eq!(section.style, CrossReference::Table);
        assert_eq!(
            section.entries,
            [
                (0, Entry::Free { generation: 65_535 }),
                (1, Entry::InFile { offset: 17, generation: 0 }),
                (7, Entry::InFile { offset: 42, generation: 3 }),
            ]
        );
        assert_eq!(section.trailer.integer(b"Size"), Some(8));
    }

    #[test]
    fn a_table_that_readers_would_repair_is_refused() {
        for bytes in [
            &b"xref\n0 1\n0000000000 65535 f\n trailer<</Size 1>>"[..],
            b"xref\n0 1\n000000000 65535 f \ntrailer<</Size 1>>",
            b"xref\n0 1\n0000000000 65535 x \ntrailer<</Size 1>>",
            b"xref\n0 2\n0000000000 65535 f \ntrailer<</Size 1>> some more bytes",
            b"xref\n0 1\n0000000000 65535 f \n0 1\n0000000000 65535 f \ntrailer<</Size 1>>",
        ] {
            let refused = read_section(bytes, 0);
            assert!(matches!(refused, Err(Malformed { flaw: Flaw::Syntax(_), .. })), "{refused:?}");
        }
    }

    #[test]
    fn the_number_of_entries_is_bounded_before_they_are_read() {
        for bytes in [&b"xref\n0 131073\n"[..], b"xref\n8388606 2\n", b"xref\n0 18446744073709551615\n"] {
            assert!(read_section(bytes, 0).is_err());
        }
        assert_eq!(
            read_section(b"xref\n0 131073\n", 0),
            Err(Malformed { position: 5, flaw: Flaw::TooManyObjects })
        );
    }
}
