//! Appearance streams of the fields (ISO 32000-2, 12.5.5).

use pdf_writer::{Content, Name, Str};

use super::error::PrepareError;
use super::fields::Line;
use super::font::Font;
use super::image::PreparedImage;
use super::place::{Frame, Shown};
use super::raw::{self, Dictionary};
use super::section::Section;
use super::statement::{FIELD_BASELINE, FIELD_HEIGHT, FIELD_SIZE, REGULAR_NAME};
use super::stream::deflate;
use super::text::{self, Fitted, Room};
use crate::plan::ObjectRef;

/// Least size of a value that must be made smaller to fit its field.
const LEAST_SIZE: f32 = 7.0;

/// A form `XObject` of a box at the origin.
fn form(width: f64, height: f64) -> Dictionary {
    Dictionary::new()
        .set("Type", "/XObject")
        .set("Subtype", "/Form")
        .set("BBox", raw::reals(&[0.0, 0.0, width, height]))
}

/// The appearance of a text field without a value.
pub(super) fn empty_text(section: &mut Section, reference: ObjectRef, width: f64) {
    section.stream(reference, form(width, FIELD_HEIGHT.into()), b"/Tx BMC EMC");
}

/// The appearance of a signature field without a signature.
pub(super) fn empty(section: &mut Section, reference: ObjectRef, frame: Frame) {
    section.stream(reference, turned(frame), b"");
}

/// Lines that are drawn under an image, with their font.
pub(super) struct Written {
    pub(super) content: Vec<u8>,
    pub(super) font: ObjectRef,
}

/// An image upright in a signature field. `inside` is the image's box in the appearance's units.
pub(super) fn image(
    section: &mut Section,
    reference: ObjectRef,
    frame: Frame,
    (image, inside): (&PreparedImage, Shown),
    written: Option<Written>,
) {
    let [colour, mask] = [(); 2].map(|()| section.reserve());
    let mut resources = format!("<</XObject <</Image {}>>", raw::reference(colour));
    let mut content = Vec::new();
    if let Some(Written { content: lines, font }) = written {
        resources.push_str(&fonts(font));
        content = lines;
        content.push(b'\n');
    }
    let drawn = format!(
        "q {} 0 0 {} {} {} cm /Image Do Q",
        raw::real(inside.width),
        raw::real(inside.height),
        raw::real(inside.x),
        raw::real(inside.y)
    );
    content.extend_from_slice(drawn.as_bytes());
    resources.push_str(">>");
    section.stream(reference, turned(frame).set("Resources", resources), &content);
    image.embed(section, colour, mask);
}

/// The appearance of a text field with its value, on one line.
///
/// # Errors
/// [`PrepareError::TextTooLong`], [`PrepareError::MissingCharacter`].
pub(super) fn value(
    section: &mut Section,
    reference: ObjectRef,
    line: &Line,
    value: &str,
    (font, font_reference): (&mut Font, ObjectRef),
) -> Result<(), PrepareError> {
    let mut content = Content::new();
    content.begin_marked_content(Name(b"Tx"));
    write(&mut content, line, value, font)?;
    content.end_marked_content();
    let dictionary = form(line.width.into(), FIELD_HEIGHT.into())
        .set("Resources", format!("<<{}>>", fonts(font_reference)))
        .set("Filter", "/FlateDecode");
    section.stream(reference, dictionary, &deflate(&content.finish()));
    Ok(())
}

/// Lines with their values, in the order in which they are read.
///
/// # Errors
/// As [`value`].
pub(super) fn lines(values: [(&Line, &str); 3], font: &mut Font) -> Result<Vec<u8>, PrepareError> {
    let mut content = Content::new();
    for (line, value) in values {
        write(&mut content, line, value, font)?;
    }
    Ok(content.finish().into_vec())
}

fn write(content: &mut Content, line: &Line, value: &str, font: &mut Font) -> Result<(), PrepareError> {
    let fitted = fit(font, line.what(), value, line.width)?;
    let text = fitted.lines.first().map_or("", String::as_str);
    let indent = if line.centred() { (line.width - font.width(text, fitted.size)?) / 2.0 } else { 0.0 };
    let shown = font.show(text)?;
    content
        .save_state()
        .begin_text()
        .set_font(Name(REGULAR_NAME.as_bytes()), fitted.size)
        .set_fill_gray(0.0)
        .next_line(line.x + indent, line.y + FIELD_BASELINE)
        .show(Str(&shown))
        .end_text()
        .restore_state();
    Ok(())
}

fn fonts(font: ObjectRef) -> String {
    format!("/Font <<{} {}>>", raw::name(REGULAR_NAME), raw::reference(font))
}

/// Fits a value into a text field.
///
/// # Errors
/// [`PrepareError::TextTooLong`], [`PrepareError::MissingCharacter`].
pub(super) fn fit(font: &Font, what: &'static str, value: &str, width: f32) -> Result<Fitted, PrepareError> {
    text::fit(font, value, Room { what, width, lines: 1, sizes: (FIELD_SIZE, LEAST_SIZE) })
}

fn turned(frame: Frame) -> Dictionary {
    form(frame.width.into(), frame.height.into()).set_if(
        frame.turn != 0,
        "Matrix",
        raw::reals(&frame.matrix()),
    )
}
