//! Increment B: number, book and date, the seal image and the agency's signature.
//!
//! It repeats the four fields that increment A has made, with their values, and touches nothing else: a
//! reader that compares both revisions finds a form filled in.

use jiff::Timestamp;

use super::cross_reference::{self, Trailer};
use super::document::{COPY_FORMAT, CopyPlan, identifiers};
use super::error::PrepareError;
use super::fields::{SealField, TextField};
use super::font::{Font, Weight};
use super::image::PreparedImage;
use super::place::{MILLIMETRE, Shown};
use super::prepared::{Prepared, complete, resume};
use super::raw::{self, Dictionary};
use super::section::Section;
use super::signature_dictionary::{self, Claims};
use super::text;
use super::{appearance, lock};
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
    let values =
        [(&fields.number, &request.number), (&fields.book, &request.book), (&fields.date, &request.date)];
    for (field, value) in values {
        fill(&mut section, field, value, (&mut font, font_reference))?;
    }
    font.embed(&mut section, font_reference)?;
    let signature = seal(&mut section, &fields.seal, request)?;
    let claims = Claims {
        name: &request.name,
        reason: &request.reason,
        location: &request.location,
        time: request.time,
        reserve: request.contents_reserve,
        lock: lock::seal(plan.root),
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
    appearance::value(section, appearance, field, value, font)
}

/// Repeats the agency's field with the seal image; returns the signature dictionary that it names.
fn seal(section: &mut Section, field: &SealField, request: &SealRequest) -> Result<ObjectRef, PrepareError> {
    let appearance = section.reserve();
    let signature = section.reserve();
    let dictionary = Dictionary::repeat(&field.dictionary)
        .set("V", raw::reference(signature))
        .set("AP", format!("<</N {}>>", raw::reference(appearance)));
    section.dictionary(field.reference, &dictionary);

    let (width, height) = (f64::from(field.frame.width), f64::from(field.frame.height));
    let size = points(request.millimetres)? / MILLIMETRE * f64::from(field.millimetre);
    let (shown_width, shown_height) = (size.min(width), size.min(height));
    let room = Shown {
        x: (width - shown_width) / 2.0,
        y: (height - shown_height) / 2.0,
        width: shown_width,
        height: shown_height,
    };
    let inside = room.fit(request.image.width(), request.image.height());
    appearance::image(section, appearance, field.frame, inside, &request.image);
    Ok(signature)
}
