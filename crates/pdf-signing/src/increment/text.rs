//! Lines that fit: wrapped at spaces, and made smaller before they are refused.

use unicode_normalization::UnicodeNormalization as _;

use super::error::PrepareError;
use super::font::Font;

/// Room for a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// What stands there, for the refusal.
    pub(super) what: &'static str,
    /// Width in points.
    pub(super) width: f32,
    /// Most lines.
    pub(super) lines: usize,
    /// Size in points that is tried first, and the least one.
    pub(super) sizes: (f32, f32),
}

/// A text in its room.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fitted {
    pub(super) size: f32,
    pub(super) lines: Vec<String>,
}

/// Composed characters (NFC) and single spaces, as the font and a search expect them.
pub(super) fn normalise(text: &str) -> String {
    let composed: String = text.nfc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Fits a text into its room in the largest size that does.
///
/// # Errors
/// [`PrepareError::TextTooLong`], [`PrepareError::MissingCharacter`].
pub(super) fn fit(font: &Font, text: &str, room: Room) -> Result<Fitted, PrepareError> {
    let text = normalise(text);
    let (mut size, least) = room.sizes;
    // a text that could not fit at any size is not measured word by word
    if text.chars().count() <= 400 {
        while size >= least {
            let lines = wrap(font, &text, size, room.width)?;
            let wide = lines.iter().any(|(_, width)| *width > room.width);
            if lines.len() <= room.lines && !wide {
                let lines = balance(font, &text, size, lines)?;
                return Ok(Fitted { size, lines: lines.into_iter().map(|(line, _)| line).collect() });
            }
            size -= 0.5;
        }
    }
    Err(PrepareError::TextTooLong { what: room.what, text })
}

/// Breaks into as many lines, the longest as short as can be: no last word stands alone.
fn balance(
    font: &Font,
    text: &str,
    size: f32,
    mut lines: Vec<(String, f32)>,
) -> Result<Vec<(String, f32)>, PrepareError> {
    loop {
        let longest = lines.iter().map(|(_, width)| *width).fold(0.0, f32::max);
        // every turn makes the longest line shorter by a word at least, so this ends
        let tighter = wrap(font, text, size, longest - size / 100.0)?;
        let wide = tighter.iter().any(|(_, width)| *width >= longest);
        if lines.len() < 2 || tighter.len() > lines.len() || wide {
            return Ok(lines);
        }
        lines = tighter;
    }
}

/// Breaks at spaces; a word wider than the room stands alone, too wide.
fn wrap(font: &Font, text: &str, size: f32, room: f32) -> Result<Vec<(String, f32)>, PrepareError> {
    let space = font.width(" ", size)?;
    let mut lines: Vec<(String, f32)> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let width = font.width(word, size)?;
        match lines.last_mut() {
            Some((line, so_far)) if *so_far + space + width <= room => {
                line.push(' ');
                line.push_str(word);
                *so_far += space + width;
            }
            _ => lines.push((word.to_owned(), width)),
        }
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::super::font::Weight;
    use super::*;

    const ROOM: Room = Room { what: "title", width: 200.0, lines: 2, sizes: (14.0, 10.0) };

    fn fitted(text: &str) -> Result<Fitted, PrepareError> {
        fit(&Font::open(Weight::Regular).unwrap(), text, ROOM)
    }

    #[test]
    fn a_long_title_wraps_before_it_shrinks() {
        let title = "Công chức Tư pháp - Hộ tịch được ủy quyền";
        let expected = ["Công chức Tư pháp -", "Hộ tịch được ủy quyền"].map(str::to_owned).to_vec();
        assert_eq!(fitted(title), Ok(Fitted { size: 14.0, lines: expected }));
    }

    #[test]
    fn a_longer_title_shrinks() {
        let title = "Phó Giám đốc Trung tâm Phục vụ hành chính công phường Bến Nghé trung tâm";
        let fitted = fitted(title).unwrap();
        assert!(fitted.size < 14.0);
        assert_eq!(fitted.lines.join(" "), title);
    }

    #[test]
    fn what_fits_in_no_size_is_refused_by_name() {
        let text = "rất dài ".repeat(40);
        let text = text.trim().to_owned();
        assert_eq!(fitted(&text), Err(PrepareError::TextTooLong { what: "title", text }));
    }

    #[test]
    fn decomposed_letters_are_composed_and_spaces_made_single() {
        assert_eq!(normalise(" Nguye\u{302}\u{303}n \u{a0} Va\u{306}n\n"), "Nguyễn Văn");
    }
}
