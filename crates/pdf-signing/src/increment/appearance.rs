//! Appearance streams of the fields (ISO 32000-2, 12.5.5).

use pdf_writer::{Content, Name, Str};

use super::error::PrepareError;
use super::fields::TextField;
use super::font::Font;
use super::image::PreparedImage;
use super::place::{Frame, Shown};
use super::raw::{self, Dictionary};
use super::section::Section;
use super::statement::{FIELD_BASELINE, FIELD_SIZE, REGULAR_NAME};
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
pub(super) fn empty_text(section: &mut Section, reference: ObjectRef, width: f64, height: f64) {
    section.stream(reference, form(width, height), b"/Tx BMC EMC");
}

/// The appearance of a signature field without a signature.
pub(super) fn empty(section: &mut Section, reference: ObjectRef, frame: Frame) {
    section.stream(reference, turned(frame), b"");
}

/// An image upright in a signature field. `inside` is the image's box in the appearance's units.
pub(super) fn image(
    section: &mut Section,
    reference: ObjectRef,
    frame: Frame,
    inside: Shown,
    image: &PreparedImage,
) {
    let [colour, mask] = [(); 2].map(|()| section.reserve());
    let content = format!(
        "q {} 0 0 {} {} {} cm /Image Do Q",
        raw::real(inside.width),
        raw::real(inside.height),
        raw::real(inside.x),
        raw::real(inside.y)
    );
    let resources = format!("<</XObject <</Image {}>>>>", raw::reference(colour));
    section.stream(reference, turned(frame).set("Resources", resources), content.as_bytes());
    image.embed(section, colour, mask);
}

/// The appearance of a text field with its value, on one line.
///
/// # Errors
/// [`PrepareError::TextTooLong`], [`PrepareError::MissingCharacter`].
pub(super) fn value(
    section: &mut Section,
    reference: ObjectRef,
    field: &TextField,
    value: &str,
    font: (&mut Font, ObjectRef),
) -> Result<(), PrepareError> {
    let (font, font_reference) = font;
    let fitted = fit(font, field.what(), value, field.width)?;
    let line = fitted.lines.first().map_or("", String::as_str);
    let x = if field.centred { (field.width - font.width(line, fitted.size)?) / 2.0 } else { 0.0 };
    let shown = font.show(line)?;
    let mut content = Content::new();
    content
        .begin_marked_content(Name(b"Tx"))
        .save_state()
        .begin_text()
        .set_font(Name(REGULAR_NAME.as_bytes()), fitted.size)
        .set_fill_gray(0.0)
        .next_line(x, FIELD_BASELINE)
        .show(Str(&shown))
        .end_text()
        .restore_state()
        .end_marked_content();
    let resources = format!("<</Font <<{} {}>>>>", raw::name(REGULAR_NAME), raw::reference(font_reference));
    let dictionary = form(field.width.into(), field.height.into())
        .set("Resources", resources)
        .set("Filter", "/FlateDecode");
    section.stream(reference, dictionary, &deflate(&content.finish()));
    Ok(())
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
