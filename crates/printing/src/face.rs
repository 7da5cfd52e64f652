//! The serif of the papers: which glyph shows a character, and how wide it is.
//!
//! Liberation Serif has the metrics of Times New Roman, which NĐ 30/2020 (Phụ lục I) prescribes, and a glyph
//! for every Vietnamese letter with its marks, so that text in composed form (NFC) needs no shaping.

use krilla::text::Font;
use ttf_parser::Face as Metrics;
use unicode_normalization::UnicodeNormalization as _;

use crate::{error::PrintError, text::Text};

const REGULAR: &[u8] = include_bytes!("../../../fonts/LiberationSerif-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../fonts/LiberationSerif-Bold.ttf");
const ITALIC: &[u8] = include_bytes!("../../../fonts/LiberationSerif-Italic.ttf");

/// Shown for what the font does not have.
const UNKNOWN: char = '□';

/// The cuts in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Face {
    Regular,
    Bold,
    Italic,
}

/// A character with its glyph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    pub(crate) face: Face,
    pub(crate) id: u16,
    /// In parts of the size.
    pub(crate) advance: f32,
    pub(crate) character: char,
}

/// All cuts, as the writer wants them and as the measurer does.
pub(crate) struct Faces {
    regular: (Font, Metrics<'static>),
    bold: (Font, Metrics<'static>),
    italic: (Font, Metrics<'static>),
}

impl Faces {
    pub(crate) fn open() -> Result<Self, PrintError> {
        Ok(Self {
            regular: open("LiberationSerif-Regular", REGULAR)?,
            bold: open("LiberationSerif-Bold", BOLD)?,
            italic: open("LiberationSerif-Italic", ITALIC)?,
        })
    }

    pub(crate) fn font(&self, face: Face) -> Font {
        self.of(face).0.clone()
    }

    /// The glyphs of each line that the text asks for.
    pub(crate) fn shape(&self, text: &Text) -> Vec<Vec<Glyph>> {
        let mut lines = vec![Vec::new()];
        for (face, run) in &text.runs {
            for character in run.nfc() {
                if character == '\n' {
                    lines.push(Vec::new());
                } else if let Some(line) = lines.last_mut() {
                    line.push(self.glyph(*face, character));
                }
            }
        }
        lines
    }

    fn glyph(&self, face: Face, character: char) -> Glyph {
        let metrics = &self.of(face).1;
        let character = if character.is_control() { ' ' } else { character };
        // Private characters mean nothing outside one computer, and papers for keeping may not have them.
        let known = Some(character)
            .filter(
                |character| !matches!(u32::from(*character), 0xE000..=0xF8FF | 0xF0000.. | 0xFEFF | 0xFFFE),
            )
            .and_then(|character| Some((character, metrics.glyph_index(character)?)));
        let (character, id) =
            known.or_else(|| Some((UNKNOWN, metrics.glyph_index(UNKNOWN)?))).unwrap_or_default();
        let advance =
            f32::from(metrics.glyph_hor_advance(id).unwrap_or_default()) / f32::from(metrics.units_per_em());
        Glyph { face, id: id.0, advance, character }
    }

    fn of(&self, face: Face) -> &(Font, Metrics<'static>) {
        match face {
            Face::Regular => &self.regular,
            Face::Bold => &self.bold,
            Face::Italic => &self.italic,
        }
    }
}

fn open(name: &'static str, data: &'static [u8]) -> Result<(Font, Metrics<'static>), PrintError> {
    let font = Font::new(data.into(), 0).ok_or(PrintError::Font(name))?;
    let metrics = Metrics::parse(data, 0).map_err(|_| PrintError::Font(name))?;
    Ok((font, metrics))
}
