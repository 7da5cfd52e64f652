//! The serif of the statement page: metrics, and the subset that is embedded.
//!
//! Liberation Serif has the metrics of Times New Roman, which NĐ 30/2020 (Phụ lục I) prescribes, and covers
//! all of Vietnamese. It is embedded as a Type 0 font with identity encoding (ISO 32000-2, 9.7) and a
//! `/ToUnicode` map, so that the text can be searched, copied and read aloud.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Finish as _, Name, Rect, Str};
use sha2::{Digest as _, Sha256};
use subsetter::GlyphRemapper;
use ttf_parser::Face;

use super::error::PrepareError;
use super::raw::Dictionary;
use super::section::{Section, typed_reference};
use super::stream::deflate;
use super::unhinted::unhinted;
use crate::plan::ObjectRef;

const REGULAR: &[u8] = include_bytes!("../../../../fonts/LiberationSerif-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../../fonts/LiberationSerif-Bold.ttf");

const SYSTEM_INFO: SystemInfo<'static> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// The two cuts in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// A font and the glyphs of it that were shown so far.
pub(super) struct Font {
    weight: Weight,
    face: Face<'static>,
    glyphs: GlyphRemapper,
    /// Glyph of the subset → character and advance in thousandths of the size.
    used: BTreeMap<u16, (char, f32)>,
}

impl Font {
    /// # Errors
    /// [`PrepareError::Font`] when the font in the program cannot be read.
    pub(super) fn open(weight: Weight) -> Result<Self, PrepareError> {
        let face = Face::parse(weight.data(), 0).map_err(|error| PrepareError::Font(error.to_string()))?;
        Ok(Self { weight, face, glyphs: GlyphRemapper::new(), used: BTreeMap::new() })
    }

    /// Width of a text in points at a size.
    ///
    /// # Errors
    /// [`PrepareError::MissingCharacter`] names the first character that the font does not have.
    pub(super) fn width(&self, text: &str, size: f32) -> Result<f32, PrepareError> {
        let mut width = 0.0;
        for character in text.chars() {
            width += self.advance(character)?.1;
        }
        Ok(width * size / 1000.0)
    }

    /// The bytes that show a text (two for each glyph); its glyphs become part of the subset.
    ///
    /// # Errors
    /// [`PrepareError::MissingCharacter`] names the first character that the font does not have.
    pub(super) fn show(&mut self, text: &str) -> Result<Vec<u8>, PrepareError> {
        let mut bytes = Vec::with_capacity(text.len() * 2);
        for character in text.chars() {
            let (glyph, advance) = self.advance(character)?;
            let glyph = self.glyphs.remap(glyph);
            self.used.entry(glyph).or_insert((character, advance));
            bytes.extend(glyph.to_be_bytes());
        }
        Ok(bytes)
    }

    /// Writes the font with the glyphs shown so far; `reference` is the font dictionary.
    ///
    /// # Errors
    /// [`PrepareError::Font`] when the font in the program cannot be cut down.
    pub(super) fn embed(&self, section: &mut Section, reference: ObjectRef) -> Result<(), PrepareError> {
        let program = subsetter::subset(self.weight.data(), 0, &self.glyphs)
            .map_err(|error| PrepareError::Font(error.to_string()))?;
        let program = unhinted(&program).unwrap_or(program);
        let name = format!("{}+{}", tag(&program), self.weight.postscript_name());
        let name = Name(name.as_bytes());
        let [descendant, descriptor, file, to_unicode] = [(); 4].map(|()| section.reserve());
        section.typed(reference, |chunk, id| {
            chunk
                .type0_font(id)
                .base_font(name)
                .encoding_predefined(Name(b"Identity-H"))
                .descendant_font(typed_reference(descendant))
                .to_unicode(typed_reference(to_unicode));
        });
        section.typed(descendant, |chunk, id| {
            let mut font = chunk.cid_font(id);
            font.subtype(CidFontType::Type2)
                .base_font(name)
                .system_info(SYSTEM_INFO)
                .font_descriptor(typed_reference(descriptor))
                .default_width(0.0)
                .cid_to_gid_map_predefined(Name(b"Identity"));
            font.widths().consecutive(1, self.used.values().map(|(_, advance)| *advance));
            font.finish();
        });
        section.typed(descriptor, |chunk, id| {
            let bounds = self.face.global_bounding_box();
            chunk
                .font_descriptor(id)
                .name(name)
                .flags(FontFlags::SERIF | FontFlags::SYMBOLIC)
                .bbox(Rect::new(
                    self.thousandths(bounds.x_min),
                    self.thousandths(bounds.y_min),
                    self.thousandths(bounds.x_max),
                    self.thousandths(bounds.y_max),
                ))
                .italic_angle(0.0)
                .ascent(self.thousandths(self.face.ascender()))
                .descent(self.thousandths(self.face.descender()))
                .cap_height(self.thousandths(self.face.capital_height().unwrap_or(self.face.ascender())))
                .stem_v(self.weight.stem())
                .font_file2(typed_reference(file));
        });
        let length = program.len().to_string();
        let data = Dictionary::new().set("Filter", "/FlateDecode").set("Length1", length);
        section.stream(file, data, &deflate(&program));
        let mut map = UnicodeCmap::new(Name(b"Adobe-Identity-UCS"), SYSTEM_INFO);
        for (glyph, (character, _)) in &self.used {
            map.pair(*glyph, *character);
        }
        let data = Dictionary::new().set("Filter", "/FlateDecode");
        section.stream(to_unicode, data, &deflate(&map.finish()));
        Ok(())
    }

    /// Glyph and advance, in thousandths of the size, of a character.
    fn advance(&self, character: char) -> Result<(u16, f32), PrepareError> {
        let glyph = self.face.glyph_index(character).ok_or(PrepareError::MissingCharacter { character })?;
        let advance = self.face.glyph_hor_advance(glyph).unwrap_or(0);
        Ok((glyph.0, f32::from(advance) * self.scale()))
    }

    fn thousandths(&self, units: i16) -> f32 {
        f32::from(units) * self.scale()
    }

    fn scale(&self) -> f32 {
        1000.0 / f32::from(self.face.units_per_em().max(1))
    }
}

impl Weight {
    fn data(self) -> &'static [u8] {
        match self {
            Self::Regular => REGULAR,
            Self::Bold => BOLD,
        }
    }

    fn postscript_name(self) -> &'static str {
        match self {
            Self::Regular => "LiberationSerif",
            Self::Bold => "LiberationSerif-Bold",
        }
    }

    /// `/StemV`, which the font does not say.
    fn stem(self) -> f32 {
        match self {
            Self::Regular => 80.0,
            Self::Bold => 140.0,
        }
    }
}

/// Six capitals that name the subset (9.9.2), the same for the same glyphs.
fn tag(program: &[u8]) -> String {
    Sha256::digest(program).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_of_vietnamese_is_in_both_cuts() {
        let vowels = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ";
        let letters: String = vowels.chars().chain("bcdđfghjklmnpqrstvwxz".chars()).collect();
        let text = format!("{letters}{}0123456789.,:;/()-–“” ", letters.to_uppercase());
        for weight in [Weight::Regular, Weight::Bold] {
            assert!(Font::open(weight).unwrap().width(&text, 14.0).unwrap() > 0.0, "{weight:?}");
        }
    }

    #[test]
    fn a_character_that_the_font_does_not_have_is_named() {
        let font = Font::open(Weight::Regular).unwrap();
        assert_eq!(font.width("Số 漢", 14.0), Err(PrepareError::MissingCharacter { character: '漢' }));
    }

    #[test]
    fn widths_are_those_of_times() {
        let font = Font::open(Weight::Regular).unwrap();
        // Times: space 250, digits 500, capital M 889 thousandths
        assert!((font.width(" 0M", 1000.0).unwrap() - (250.0 + 500.0 + 889.0)).abs() < 1.0);
    }
}
