//! Increment B: number, book and date, the seal image and the agency's signature.
//!
//! It repeats the fields that increment A has made for it, with their values, and touches nothing else: a
//! reader that compares both revisions finds a form filled in.

use jiff::Timestamp;

use super::appearance::{self, Written};
use super::cross_reference::{self, Trailer};
use super::document::{COPY_FORMAT, CopyPlan, identifiers};
use super::error::PrepareError;
use super::fields::{Lines, Room, SealField, TextField};
use super::font::{Font, Weight};
use super::image::PreparedImage;
use super::place::{MILLIMETRE, Shown};
use super::prepared::{Prepared, complete, resume};
use super::raw::{self, Dictionary};
use super::section::Section;
use super::signature_dictionary::{self, Claims};
use super::text;
use crate::digest::DigestState;
use crate::plan::ObjectRef;

/// Width of a commune's seal in millimetres, unless the agency's seal says otherwise.
pub const SEAL_MILLIMETRES: f32 = 36.0;

/// What the clerk seals with.
#[derive(Debug, Clone, PartialEq)]
pub struct SealRequest {
    /// Register number as it stands after its label, e.g. `127/ĐT`.
    pub number: String,
    /// Register book as it stands after its label, e.g. `01/2026-SCTĐT/BS`.
    pub book: String,
    /// Date line, e.g. `Ngày 23 tháng 11 năm 2026`.
    pub date: String,
    /// The seal image.
    pub image: PreparedImage,
    /// The longer side of the seal image in millimetres. It is drawn in this size, or as large as the place
    /// that increment A has made for it.
    pub millimetres: f32,
    /// `/Name` of the signature: the agency.
    pub name: String,
    /// `/Reason`; left out when empty.
    pub reason: String,
    /// `/Location`; left out when empty.
    pub location: String,
    /// Time of sealing, `/M`.
    pub time: Timestamp,
    /// Bytes of DER to reserve for the CMS; [`CONTENTS_RESERVE`](super::CONTENTS_RESERVE) suits most.
    pub contents_reserve: usize,
}

/// Builds increment B over a signed copy and takes the digest that the agency signs.
///
/// # Errors
/// [`PrepareError`] names what does not fit: the plan, or a text. [`PrepareError::AlreadySealed`] when the
/// fields are filled.
pub fn prepare(
    plan: &CopyPlan,
    digest: &DigestState,
    request: &SealRequest,
) -> Result<Prepared, PrepareError> {
    if plan.format != COPY_FORMAT {
        return Err(PrepareError::PlanFormat { found: plan.format, expected: COPY_FORMAT });
    }
    let fields = plan.fields.as_ref().ok_or(PrepareError::AlreadySealed)?;
    let hasher = resume(digest, plan.length)?;
    let mut section = Section::begin(plan.length, true, plan.size)?;
    let mut font = Font::open(Weight::Regular)?;
    let font_reference = section.reserve();
    let values = [request.number.as_str(), &request.book, &request.date];
    let written = match &fields.lines {
        Lines::Drawn([number, book, date]) => {
            let [of_number, of_book, of_date] = values;
            let lines = [(number, of_number), (book, of_book), (date, of_date)];
            Some(Written { content: appearance::lines(lines, &mut font)?, font: font_reference })
        }
        Lines::Fields(fields) => {
            for (field, value) in fields.iter().zip(values) {
                fill(&mut section, field, value, (&mut font, font_reference))?;
            }
            None
        }
    };
    font.embed(&mut section, font_reference)?;
    let signature = seal(&mut section, &fields.seal, request, written)?;
    let claims = Claims {
        name: &request.name,
        reason: &request.reason,
        location: &request.location,
        time: request.time,
        reserve: request.contents_reserve,
        lock: fields.seal.locked.of_seal(plan.root),
    };
    let marks = signature_dictionary::write(&mut section, signature, &claims)?;

    let id = identifiers(Some(&plan.id), digest, &request.time.to_string())?;
    let trailer = Trailer {
        style: plan.cross_reference,
        previous: plan.startxref,
        root: plan.root,
        info: plan.info,
        id: &id,
    };
    let finished = cross_reference::finish(section, &trailer)?;
    let copy = CopyPlan { fields: None, id, ..plan.advanced(plan.length, &finished) };
    Ok(complete(plan.length, hasher, finished, &marks, copy))
}

/// Points of a seal's size.
///
/// # Errors
/// [`PrepareError::SealSize`] outside 10 to 80 mm.
pub(super) fn points(millimetres: f32) -> Result<f64, PrepareError> {
    if (10.0..=80.0).contains(&millimetres) {
        Ok(f64::from(millimetres) * MILLIMETRE)
    } else {
        Err(PrepareError::SealSize { millimetres })
    }
}

/// Repeats a text field with its value and appearance.
fn fill(
    section: &mut Section,
    field: &TextField,
    value: &str,
    font: (&mut Font, ObjectRef),
) -> Result<(), PrepareError> {
    let appearance = section.reserve();
    let dictionary = Dictionary::repeat(&field.dictionary)
        .set("V", raw::text(&text::normalise(value)))
        .set("AP", format!("<</N {}>>", raw::reference(appearance)));
    section.dictionary(field.reference, &dictionary);
    appearance::value(section, appearance, &field.line, value, font)
}

/// Repeats the agency's field with the seal image, and with the lines when they are drawn there; returns the
/// signature dictionary that it names.
fn seal(
    section: &mut Section,
    field: &SealField,
    request: &SealRequest,
    written: Option<Written>,
) -> Result<ObjectRef, PrepareError> {
    let appearance = section.reserve();
    let signature = section.reserve();
    let dictionary = Dictionary::repeat(&field.dictionary)
        .set("V", raw::reference(signature))
        .set("AP", format!("<</N {}>>", raw::reference(appearance)));
    section.dictionary(field.reference, &dictionary);

    let Room { x, y, side } = field.room;
    let size = points(request.millimetres)? / MILLIMETRE * f64::from(field.millimetre);
    let shown = size.min(side.into());
    let margin = (f64::from(side) - shown) / 2.0;
    let room = Shown { x: f64::from(x) + margin, y: f64::from(y) + margin, width: shown, height: shown };
    let inside = room.fit(request.image.width(), request.image.height());
    appearance::image(section, appearance, field.frame, (&request.image, inside), written);
    Ok(signature)
}
