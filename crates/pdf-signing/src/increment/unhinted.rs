//! A TrueType program without its hints.
//!
//! Hints steer rasters of small screens; a page that is printed or magnified does not need them. They are
//! half of a subset's length, and deflating them half of the time that an increment takes.

use ttf_parser::{RawFace, Tag};

const GLYPHS: Tag = Tag::from_bytes(b"glyf");
const LOCATIONS: Tag = Tag::from_bytes(b"loca");
const HEAD: Tag = Tag::from_bytes(b"head");
/// Tables that only hints use.
const HINTS: [Tag; 3] = [Tag::from_bytes(b"cvt "), Tag::from_bytes(b"fpgm"), Tag::from_bytes(b"prep")];

/// Flags of a component of a composite glyph (OpenType, glyf).
mod component {
    pub(super) const WORDS: u16 = 0x0001;
    pub(super) const SCALE: u16 = 0x0008;
    pub(super) const MORE: u16 = 0x0020;
    pub(super) const SCALE_BOTH: u16 = 0x0040;
    pub(super) const MATRIX: u16 = 0x0080;
    pub(super) const INSTRUCTIONS: u16 = 0x0100;
}

/// The same font without hints; `None` when it is no sound TrueType font.
pub(super) fn unhinted(program: &[u8]) -> Option<Vec<u8>> {
    let face = RawFace::parse(program, 0).ok()?;
    let mut tables: Vec<(Tag, Vec<u8>)> = Vec::new();
    for record in face.table_records {
        if !HINTS.contains(&record.tag) {
            tables.push((record.tag, face.table(record.tag)?.to_vec()));
        }
    }
    let long = u16_at(face.table(HEAD)?, 50)? != 0;
    let (glyphs, locations) = strip(face.table(GLYPHS)?, &offsets(face.table(LOCATIONS)?, long)?)?;
    for (tag, table) in &mut tables {
        match *tag {
            GLYPHS => table.clone_from(&glyphs),
            LOCATIONS => table.clone_from(&locations),
            // long offsets, and no checksum yet
            HEAD => {
                table.get_mut(50..52)?.copy_from_slice(&[0, 1]);
                table.get_mut(8..12)?.fill(0);
            }
            _ => {}
        }
    }
    assemble(program.get(..4)?, &mut tables)
}

/// The glyphs without instructions, and their offsets in the long form.
fn strip(glyphs: &[u8], offsets: &[usize]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut out = Vec::with_capacity(glyphs.len());
    let mut locations = vec![0; 4];
    for (start, end) in offsets.iter().zip(offsets.iter().skip(1)) {
        let glyph = glyphs.get(*start..*end)?;
        if !glyph.is_empty() {
            let simple = u16_at(glyph, 0)? < 0x8000;
            if simple { strip_simple(glyph, &mut out)? } else { strip_composite(glyph, &mut out)? }
        }
        out.resize(out.len().next_multiple_of(4), 0);
        locations.extend(u32::try_from(out.len()).ok()?.to_be_bytes());
    }
    Some((out, locations))
}

fn strip_simple(glyph: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let at = 10 + usize::from(u16_at(glyph, 0)?) * 2;
    let instructions = usize::from(u16_at(glyph, at)?);
    out.extend_from_slice(glyph.get(..at)?);
    out.extend_from_slice(&[0, 0]);
    out.extend_from_slice(glyph.get(at + 2 + instructions..)?);
    Some(())
}

fn strip_composite(glyph: &[u8], out: &mut Vec<u8>) -> Option<()> {
    out.extend_from_slice(glyph.get(..10)?);
    let mut at = 10;
    loop {
        let flags = u16_at(glyph, at)?;
        let arguments = if flags & component::WORDS != 0 { 4 } else { 2 };
        let transformation = match flags {
            _ if flags & component::SCALE != 0 => 2,
            _ if flags & component::SCALE_BOTH != 0 => 4,
            _ if flags & component::MATRIX != 0 => 8,
            _ => 0,
        };
        let end = at + 4 + arguments + transformation;
        out.extend((flags & !component::INSTRUCTIONS).to_be_bytes());
        out.extend_from_slice(glyph.get(at + 2..end)?);
        at = end;
        if flags & component::MORE == 0 {
            return Some(());
        }
    }
}

/// A font file from its tables, in the order in which they came (OpenType, font file).
fn assemble(version: &[u8], tables: &mut [(Tag, Vec<u8>)]) -> Option<Vec<u8>> {
    tables.sort_by_key(|(tag, _)| *tag);
    let count = u16::try_from(tables.len()).ok()?;
    let selector = count.checked_ilog2()?;
    let range = 16_u16.checked_shl(selector)?;
    let mut out = version.to_vec();
    for value in [count, range, u16::try_from(selector).ok()?, (count * 16).checked_sub(range)?] {
        out.extend(value.to_be_bytes());
    }
    let mut offset = 12 + tables.len() * 16;
    let mut head = None;
    for (tag, table) in tables.iter() {
        if *tag == HEAD {
            head = Some(offset);
        }
        out.extend(tag.to_bytes());
        for value in [checksum(table), u32::try_from(offset).ok()?, u32::try_from(table.len()).ok()?] {
            out.extend(value.to_be_bytes());
        }
        offset += table.len().next_multiple_of(4);
    }
    for (_, table) in tables.iter() {
        out.extend_from_slice(table);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(checksum(&out));
    let at = head? + 8;
    out.get_mut(at..at + 4)?.copy_from_slice(&adjustment.to_be_bytes());
    Some(out)
}

fn checksum(table: &[u8]) -> u32 {
    table.chunks(4).fold(0, |sum: u32, chunk| {
        let word = (0..4).fold(0, |word: u32, at| word << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
        sum.wrapping_add(word)
    })
}

/// Where glyphs begin, and where the last one ends.
fn offsets(locations: &[u8], long: bool) -> Option<Vec<usize>> {
    if long {
        let words =
            locations.chunks_exact(4).map(|word| u32::from_be_bytes([word[0], word[1], word[2], word[3]]));
        words.map(|offset| usize::try_from(offset).ok()).collect()
    } else {
        Some(
            locations
                .chunks_exact(2)
                .map(|word| usize::from(u16::from_be_bytes([word[0], word[1]])) * 2)
                .collect(),
        )
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let word = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_be_bytes(word.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use subsetter::GlyphRemapper;
    use ttf_parser::{Face, GlyphId, OutlineBuilder};

    use super::*;

    #[derive(Default, PartialEq, Debug)]
    struct Outline(Vec<f32>);

    impl OutlineBuilder for Outline {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.extend([0.0, x, y]);
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.0.extend([1.0, x, y]);
        }
        fn quad_to(&mut self, a: f32, b: f32, x: f32, y: f32) {
            self.0.extend([2.0, a, b, x, y]);
        }
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
            unreachable!("TrueType has no cubic curves");
        }
        fn close(&mut self) {
            self.0.push(4.0);
        }
    }

    fn subset(text: &str) -> Vec<u8> {
        let font = include_bytes!("../../../../fonts/LiberationSerif-Regular.ttf");
        let face = Face::parse(font, 0).unwrap();
        let mut glyphs = GlyphRemapper::new();
        for character in text.chars() {
            glyphs.remap(face.glyph_index(character).unwrap().0);
        }
        subsetter::subset(font, 0, &glyphs).unwrap()
    }

    #[test]
    fn outlines_and_advances_stay_and_hints_go() {
        let hinted = subset("Chứng thực bản sao ĐÚNG VỚI Ế i");
        let bare = unhinted(&hinted).unwrap();
        assert!(bare.len() * 4 < hinted.len() * 3);
        let (before, after) = (Face::parse(&hinted, 0).unwrap(), Face::parse(&bare, 0).unwrap());
        assert_eq!(after.number_of_glyphs(), before.number_of_glyphs());
        for glyph in (0..before.number_of_glyphs()).map(GlyphId) {
            let outline = |face: &Face<'_>| {
                let mut outline = Outline::default();
                (face.outline_glyph(glyph, &mut outline), outline, face.glyph_hor_advance(glyph))
            };
            assert_eq!(outline(&after), outline(&before), "{glyph:?}");
        }
        assert_eq!(checksum(&bare), 0xB1B0_AFBA);
    }

    #[test]
    fn a_font_cut_short_is_not_touched() {
        let hinted = subset("Ế");
        for cut in [0, 3, 11, 40, 200, hinted.len() / 2] {
            assert_eq!(unhinted(&hinted[..cut]), None, "cut at {cut}");
        }
    }
}
