//! Breaking a text into lines.

use crate::face::Glyph;

/// A line of text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Line {
    /// With the space at which it was broken, so that words stay apart when the text is copied.
    pub(crate) glyphs: Vec<Glyph>,
    /// Without that space, in parts of the size.
    pub(crate) width: f32,
    /// Whether the text goes on in the next line of the same paragraph.
    pub(crate) goes_on: bool,
}

impl Line {
    fn of(glyphs: &[Glyph], goes_on: bool) -> Self {
        let shown = glyphs.iter().rposition(|glyph| glyph.character != ' ').map_or(0, |last| last + 1);
        let width = glyphs[..shown].iter().map(|glyph| glyph.advance).sum();
        Self { glyphs: glyphs.to_vec(), width, goes_on }
    }

    /// Spaces between words: where a justified line is stretched.
    pub(crate) fn gaps(&self) -> usize {
        let shown = self.glyphs.iter().rposition(|glyph| glyph.character != ' ').unwrap_or(0);
        self.glyphs[..shown].iter().filter(|glyph| glyph.character == ' ').count()
    }
}

/// Fills lines of `width` (parts of the size) word by word; the first begins `indent` later. A word that is
/// wider than a line is broken where the line ends.
pub(crate) fn fill(glyphs: &[Glyph], width: f32, indent: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut start, mut after_space, mut used) = (0, None, indent);
    let mut at = 0;
    while at < glyphs.len() {
        let glyph = glyphs[at];
        if glyph.character == ' ' {
            after_space = Some(at + 1);
        } else if used + glyph.advance > width && at > start {
            let end = after_space.unwrap_or(at);
            lines.push(Line::of(&glyphs[start..end], true));
            (start, after_space, used) = (end, None, 0.0);
            at = end;
            continue;
        }
        used += glyph.advance;
        at += 1;
    }
    lines.push(Line::of(&glyphs[start..], false));
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::face::{Face, Faces};

    fn glyphs(text: &str) -> Vec<Glyph> {
        let glyph = |character| Glyph { face: Face::Regular, id: 1, advance: 1.0, character };
        text.chars().map(glyph).collect()
    }

    fn filled(text: &str, width: f32) -> Vec<String> {
        let read = |line: &Line| line.glyphs.iter().map(|glyph| glyph.character).collect();
        fill(&glyphs(text), width, 0.0).iter().map(read).collect()
    }

    #[test]
    fn a_line_breaks_at_the_last_space_that_fits() {
        assert_eq!(filled("bản sao từ bản chính", 8.0), ["bản sao ", "từ bản ", "chính"]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken() {
        assert_eq!(filled("0123456789 ab", 4.0), ["0123", "4567", "89 ", "ab"]);
    }

    #[test]
    fn nothing_is_one_empty_line() {
        assert_eq!(filled("", 4.0), [""]);
    }

    #[test]
    fn every_vietnamese_letter_has_a_glyph() {
        let faces = Faces::open().unwrap();
        let bases = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"];
        let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
        let mut letters: String =
            bases.iter().flat_map(|base| tones.map(|tone| format!("{base}{tone}"))).collect();
        letters.push('đ');
        let all = format!("{letters}{}", letters.to_uppercase());
        let text = crate::Text::default().plain(all.as_str()).bold(all.as_str()).slanted(all.as_str());
        let shaped = faces.shape(&text).concat();
        assert_eq!(shaped.len(), 73 * 2 * 3);
        assert!(shaped.iter().all(|glyph| glyph.character != '□' && glyph.advance > 0.0));
    }

    #[test]
    fn every_character_that_is_taken_at_the_counter_has_a_glyph_in_every_cut() {
        let faces = Faces::open().unwrap();
        let all: String = certification::letters::printable().collect();
        let text = crate::Text::default().plain(all.as_str()).bold(all.as_str()).slanted(all.as_str());
        let unknown: Vec<_> =
            faces.shape(&text).concat().into_iter().filter(|glyph| glyph.character == '□').collect();
        assert_eq!(unknown, []);
    }

    proptest! {
        #[test]
        fn no_character_is_lost_and_no_line_too_wide(text in "[ab ]{0,60}", width in 1_u8..20) {
            let width = f32::from(width);
            let lines = fill(&glyphs(&text), width, 0.0);
            let joined: String =
                lines.iter().flat_map(|line| &line.glyphs).map(|glyph| glyph.character).collect();
            prop_assert_eq!(joined, text);
            prop_assert!(lines.iter().all(|line| line.width <= width));
        }
    }
}
