//! The statement page (lời chứng): its wording as data, and its lay-out on A4.
//!
//! Sizes, weights and margins are those of NĐ 30/2020, Phụ lục I; the order of lines is that of the
//! statement's form. The wording is the agency's dated template, so nothing of it stands here.

use pdf_writer::{Content, Finish as _, Name, Str, TextStr};
use serde::{Deserialize, Serialize};

use super::appearance;
use super::check_mark::{self, CheckMark, Squares};
use super::error::PrepareError;
use super::font::{Font, Weight};
use super::place::{MILLIMETRE, Shown};
use super::text::{self, Fitted, Room};

/// Width and height of A4 in points.
pub(super) const PAGE: (f64, f64) = (210.0 * MILLIMETRE, 297.0 * MILLIMETRE);
/// Names of the fonts in the page's resources.
pub(super) const REGULAR_NAME: &str = "CTSerif";
pub(super) const BOLD_NAME: &str = "CTSerifBold";

const LEFT: f32 = 85.04; // 30 mm
const RIGHT: f32 = 538.58; // 20 mm from the right edge
const TOP: f32 = 785.2; // 20 mm from the top edge
const BOTTOM: f32 = 56.7; // 20 mm
/// Leading in parts of the size.
const LEADING: f32 = 1.3;
/// Centre of the agency's name, left, and of the signer's block, right.
const AGENCY_CENTRE: f32 = 176.0;
const SIGNER_CENTRE: f32 = 425.0;
/// Room between the signer's title and name: as high as a seal.
const SIGNATURE_ROOM: f32 = 108.0;
/// Height of a text field; its baseline stands 5 points above its bottom.
pub(super) const FIELD_HEIGHT: f32 = 20.0;
/// Height of the baseline in a text field.
pub(super) const FIELD_BASELINE: f32 = 5.0;
/// Size of the statement's lines.
pub(super) const FIELD_SIZE: f32 = 14.0;
/// Widths of the fields of number and book.
const NUMBER_WIDTH: f32 = 92.0;
const BOOK_WIDTH: f32 = 152.0;

/// The wording of the statement page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Name of the agency at the top left, a line each; the last one stands in bold over a short rule.
    pub agency: Vec<String>,
    /// Title, e.g. `CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH`.
    pub title: String,
    /// Before the field `number`, e.g. `Số chứng thực:`.
    pub number_label: String,
    /// Before the field `book`, e.g. `quyển số:`.
    pub book_label: String,
    /// Title of the signer, a line each, e.g. `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`.
    pub position: Vec<String>,
    /// Full name of the signer.
    pub name: String,
    /// Small lines at the foot: pages of the original.
    pub notes: Vec<String>,
    /// The mark of the public check, at the foot too.
    pub check: Option<CheckMark>,
}

/// Checks that a register number, as it stands after its label, can be drawn in its field.
///
/// # Errors
/// [`PrepareError::TextTooLong`], [`PrepareError::MissingCharacter`]: sealing would end with the same.
pub fn check_number(number: &str) -> Result<(), PrepareError> {
    check_field("number", number, NUMBER_WIDTH)
}

/// Checks that a register book, as it stands after its label, can be drawn in its field.
///
/// # Errors
/// As [`check_number`].
pub fn check_book(book: &str) -> Result<(), PrepareError> {
    check_field("book", book, BOOK_WIDTH)
}

/// Checks that a statement page can be drawn.
///
/// # Errors
/// [`PrepareError::TextTooLong`], [`PrepareError::MissingCharacter`]: signing would end with the same.
pub fn check(statement: &Statement) -> Result<(), PrepareError> {
    let mut fonts = Fonts::open()?;
    Layout::of(statement, &fonts)?.content(&mut fonts).map(drop)
}

fn check_field(what: &'static str, value: &str, width: f32) -> Result<(), PrepareError> {
    appearance::fit(&Font::open(Weight::Regular)?, what, value, width).map(drop)
}

/// A line in its place.
struct Line {
    text: String,
    weight: Weight,
    size: f32,
    x: f32,
    y: f32,
}

/// The page laid out.
pub(super) struct Layout {
    lines: Vec<Line>,
    rules: Vec<[f32; 3]>,
    /// Boxes of the fields: number, book, date.
    pub(super) fields: [Shown; 3],
    /// Room for the signature image.
    pub(super) signature: Shown,
    squares: Option<Squares>,
    /// What neither signature nor seal may cover: the mark of the public check.
    pub(super) kept_free: Option<Shown>,
}

/// Both cuts of the font.
pub(super) struct Fonts {
    pub(super) regular: Font,
    pub(super) bold: Font,
}

impl Fonts {
    pub(super) fn open() -> Result<Self, PrepareError> {
        Ok(Self { regular: Font::open(Weight::Regular)?, bold: Font::open(Weight::Bold)? })
    }

    fn of(&self, weight: Weight) -> &Font {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }
}

/// How lines of a group stand.
#[derive(Clone, Copy)]
enum Align {
    Left(f32),
    Centre(f32),
}

impl Layout {
    /// Lays a statement out.
    ///
    /// # Errors
    /// [`PrepareError::TextTooLong`], [`PrepareError::MissingCharacter`].
    pub(super) fn of(statement: &Statement, fonts: &Fonts) -> Result<Self, PrepareError> {
        let mut page = Self {
            lines: Vec::new(),
            rules: Vec::new(),
            fields: [field(0.0, 0.0, 0.0); 3],
            signature: field(0.0, 0.0, 0.0),
            squares: None,
            kept_free: None,
        };
        let top = page.agency(&statement.agency, fonts)?;

        let room = Room { what: "title", width: RIGHT - LEFT, lines: 3, sizes: (15.0, 12.0) };
        let title = text::fit(&fonts.bold, &statement.title, room)?;
        let middle = f32::midpoint(LEFT, RIGHT);
        let y = page.place(fonts, Weight::Bold, &title, Align::Centre(middle), top - 56.0)?;
        let y = page.numbers(statement, fonts, y - 14.0)?;
        let date = y - 24.0;
        let y = page.signer(statement, fonts, date - 34.0)?;
        let foot = page.foot(statement, fonts)?;
        if y < foot + 12.0 {
            return Err(too_long("position", &statement.position));
        }

        let [number, book, _] = page.fields;
        page.fields = [number, book, field(LEFT, date, RIGHT - LEFT)];
        Ok(page)
    }

    /// The page's content stream; its glyphs become part of the fonts' subsets.
    ///
    /// # Errors
    /// [`PrepareError::MissingCharacter`].
    pub(super) fn content(&self, fonts: &mut Fonts) -> Result<Vec<u8>, PrepareError> {
        let mut content = Content::new();
        let mut span = content.begin_marked_content_with_properties(Name(b"Span"));
        span.properties().pair(Name(b"Lang"), TextStr("vi-VN"));
        span.finish();
        for line in &self.lines {
            let (font, name) = match line.weight {
                Weight::Regular => (&mut fonts.regular, REGULAR_NAME),
                Weight::Bold => (&mut fonts.bold, BOLD_NAME),
            };
            let shown = font.show(&line.text)?;
            content
                .begin_text()
                .set_font(Name(name.as_bytes()), line.size)
                .set_text_matrix([1.0, 0.0, 0.0, 1.0, line.x, line.y])
                .show(Str(&shown))
                .end_text();
        }
        content.end_marked_content();
        if let Some(squares) = &self.squares {
            squares.draw(&mut content);
        }
        content.set_line_width(0.7);
        for [from, to, y] in &self.rules {
            content.move_to(*from, *y).line_to(*to, *y).stroke();
        }
        Ok(content.finish().into_vec())
    }

    /// The agency's name; returns the height below it.
    fn agency(&mut self, agency: &[String], fonts: &Fonts) -> Result<f32, PrepareError> {
        let mut y = TOP - 13.0;
        let last = agency.len().saturating_sub(1);
        if agency.len() > 5 {
            return Err(too_long("agency", agency));
        }
        let mut widest: f32 = 60.0;
        for (at, line) in agency.iter().enumerate() {
            let weight = if at == last { Weight::Bold } else { Weight::Regular };
            let room = Room { what: "agency", width: 182.0, lines: 3, sizes: (13.0, 10.0) };
            let fitted = text::fit(fonts.of(weight), line, room)?;
            for line in &fitted.lines {
                widest = fonts.of(weight).width(line, fitted.size)?;
            }
            y = self.place(fonts, weight, &fitted, Align::Centre(AGENCY_CENTRE), y)?;
        }
        if !agency.is_empty() {
            // a third to a half of the line above it (Phụ lục I, mục II.2)
            let half = widest * 0.22;
            y += 10.0;
            self.rules.push([AGENCY_CENTRE - half, AGENCY_CENTRE + half, y]);
        }
        Ok(y)
    }

    /// The line of number and book, with its two fields; returns its baseline.
    fn numbers(&mut self, statement: &Statement, fonts: &Fonts, y: f32) -> Result<f32, PrepareError> {
        const GAP: f32 = 5.0;
        let font = &fonts.regular;
        let labels = [&statement.number_label, &statement.book_label].map(|label| text::normalise(label));
        let mut size = FIELD_SIZE;
        let widths = loop {
            let widths = [font.width(&labels[0], size)?, font.width(&labels[1], size)?];
            if widths[0] + widths[1] + NUMBER_WIDTH + BOOK_WIDTH + 3.0 * GAP <= RIGHT - LEFT {
                break widths;
            }
            size -= 0.5;
            if size < 10.0 {
                return Err(too_long("labels", &labels));
            }
        };
        let all = widths[0] + widths[1] + NUMBER_WIDTH + BOOK_WIDTH + 3.0 * GAP;
        // the fields are seldom full: the line looks centred a little to the right
        let start = (f32::midpoint(LEFT, RIGHT) - all / 2.0 + 18.0).min(RIGHT - all);
        let number = start + widths[0] + GAP;
        let second = number + NUMBER_WIDTH + GAP;
        let book = second + widths[1] + GAP;
        for (label, x) in labels.into_iter().zip([start, second]) {
            self.lines.push(Line { text: label, weight: Weight::Regular, size, x, y });
        }
        self.fields = [field(number, y, NUMBER_WIDTH), field(book, y, BOOK_WIDTH), self.fields[2]];
        Ok(y)
    }

    /// The signer's title, the room of the signature, the name; returns the height below them.
    fn signer(&mut self, statement: &Statement, fonts: &Fonts, y: f32) -> Result<f32, PrepareError> {
        const WIDTH: f32 = 226.0;
        if statement.position.len() > 6 {
            return Err(too_long("position", &statement.position));
        }
        let mut y = y;
        for line in &statement.position {
            let room = Room { what: "position", width: WIDTH, lines: 3, sizes: (14.0, 10.0) };
            let fitted = text::fit(&fonts.bold, line, room)?;
            y = self.place(fonts, Weight::Bold, &fitted, Align::Centre(SIGNER_CENTRE), y)?;
        }
        let top = f64::from(y) + 14.0;
        let room = f64::from(SIGNATURE_ROOM);
        let (width, height) = (54.0 * MILLIMETRE, 27.0 * MILLIMETRE);
        self.signature = Shown {
            x: f64::from(SIGNER_CENTRE) - width / 2.0,
            y: top - room / 2.0 - height / 2.0,
            width,
            height,
        };
        let room = Room { what: "name", width: WIDTH, lines: 2, sizes: (14.0, 10.0) };
        let name = text::fit(&fonts.bold, &statement.name, room)?;
        self.place(fonts, Weight::Bold, &name, Align::Centre(SIGNER_CENTRE), y - SIGNATURE_ROOM)
    }

    /// The mark of the public check and small lines at the foot, under a rule; returns the height above them.
    fn foot(&mut self, statement: &Statement, fonts: &Fonts) -> Result<f32, PrepareError> {
        let (mut left, mut squares_height) = (LEFT, 0.0);
        let mut texts: Vec<(Weight, &str)> =
            statement.notes.iter().map(|note| (Weight::Regular, note.as_str())).collect();
        if let Some(check) = &statement.check {
            self.squares = Some(check.squares(LEFT, BOTTOM)?);
            (left, squares_height) = (LEFT + check_mark::SIDE + check_mark::GAP, check_mark::SIDE);
            texts.splice(
                0..0,
                [(Weight::Bold, check.code.as_str()), (Weight::Regular, check.advice.as_str())],
            );
        }
        let mut fitted = Vec::new();
        for (weight, text) in texts {
            let room = Room { what: "notes", width: RIGHT - left, lines: 4, sizes: (11.0, 7.0) };
            fitted.push((weight, text::fit(fonts.of(weight), text, room)?));
        }
        let height: f32 =
            fitted.iter().flat_map(|(_, text)| text.lines.iter().map(|_| text.size * LEADING)).sum();
        if height > 160.0 {
            return Err(too_long("notes", &statement.notes));
        }
        if fitted.is_empty() {
            return Ok(BOTTOM);
        }
        let top = BOTTOM + height.max(squares_height) + 4.0;
        let rule = if squares_height > 0.0 { top + 10.0 } else { top };
        self.rules.push([LEFT, LEFT + 142.0, rule]);
        let mut y = top - 14.0;
        for (weight, text) in &fitted {
            y = self.place(fonts, *weight, text, Align::Left(left), y)?;
        }
        self.kept_free = self.squares.as_ref().map(|squares| Shown {
            width: (RIGHT - LEFT).into(),
            height: (top - BOTTOM).into(),
            ..squares.shown()
        });
        Ok(rule)
    }

    /// Places lines under one another from a first baseline; returns the baseline after the last.
    fn place(
        &mut self,
        fonts: &Fonts,
        weight: Weight,
        text: &Fitted,
        align: Align,
        mut y: f32,
    ) -> Result<f32, PrepareError> {
        for line in &text.lines {
            let x = match align {
                Align::Left(x) => x,
                Align::Centre(x) => x - fonts.of(weight).width(line, text.size)? / 2.0,
            };
            self.lines.push(Line { text: line.clone(), weight, size: text.size, x, y });
            y -= text.size * LEADING;
        }
        Ok(y)
    }
}

/// The box of a text field on a baseline.
fn field(x: f32, baseline: f32, width: f32) -> Shown {
    let y = baseline - FIELD_BASELINE;
    Shown { x: x.into(), y: y.into(), width: width.into(), height: FIELD_HEIGHT.into() }
}

fn too_long(what: &'static str, lines: &[String]) -> PrepareError {
    PrepareError::TextTooLong { what, text: lines.join(" / ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_number_and_book_of_the_usual_patterns_fit() {
        assert_eq!(check_number("99999999/ĐT"), Ok(()));
        assert_eq!(check_book("99/2026-SCTĐT/BS"), Ok(()));
    }

    #[test]
    fn a_number_that_could_not_be_sealed_is_refused_by_name() {
        let text = "99999999/CHỨNG THỰC BẢN SAO ĐIỆN TỬ/2026".to_owned();
        assert_eq!(check_number(&text), Err(PrepareError::TextTooLong { what: "number", text }));
        assert_eq!(check_book("quyển 漢/99"), Err(PrepareError::MissingCharacter { character: '漢' }));
    }
}
