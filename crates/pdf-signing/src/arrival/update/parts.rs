//! What else an increment may hold: the parts of the signature's appearance, and the document information.

use std::collections::BTreeSet;

use super::layout::Update;
use super::same::not_listed;
use crate::arrival::refusal::ArrivalRefusal;
use crate::plan::AppendPlan;
use crate::scan::syntax::{Dictionary, Indirect, Object};

/// Types of the parts of an appearance (ISO 32000-2, 8 and 9), and of a stated extension; most parts name none.
const TYPES: [&[u8]; 9] = [
    b"XObject",
    b"Font",
    b"FontDescriptor",
    b"Encoding",
    b"ExtGState",
    b"Group",
    b"Pattern",
    b"CMap",
    b"DeveloperExtensions",
];
/// What acts, hides, embeds, or would make a part something else.
const FORBIDDEN: [&[u8]; 24] = [
    b"A",
    b"AA",
    b"AF",
    b"Action",
    b"Annots",
    b"ByteRange",
    b"EF",
    b"EmbeddedFiles",
    b"FS",
    b"FT",
    b"JS",
    b"JavaScript",
    b"Kids",
    b"Launch",
    b"Names",
    b"OC",
    b"OpenAction",
    b"OPI",
    b"Parent",
    b"Perms",
    b"Ref",
    b"RichMedia",
    b"URI",
    b"XFA",
];

/// Checks every object that field, page, form and catalog do not account for.
///
/// # Errors
/// [`ArrivalRefusal::Object`] for an object of the document, or one that is no part of an appearance.
pub(super) fn check(
    update: &Update<'_>,
    accounted: &BTreeSet<u32>,
    plan: &AppendPlan,
) -> Result<(), ArrivalRefusal> {
    for (number, placed) in update.objects.iter().filter(|(number, _)| !accounted.contains(number)) {
        if plan.info == Some(placed.indirect.reference) {
            check_information(*number, &placed.indirect)?;
        } else if *number < plan.size {
            return Err(not_listed(*number, "an object of the document is changed"));
        } else if !is_harmless(&placed.indirect.value.object) {
            return Err(not_listed(*number, "no part of a signature's appearance"));
        }
    }
    Ok(())
}

/// The document information may be repeated with other texts (a writer notes when it saved).
fn check_information(number: u32, indirect: &Indirect<'_>) -> Result<(), ArrivalRefusal> {
    match &indirect.value.object {
        Object::Dictionary(information)
            if indirect.data.is_none()
                && information
                    .entries()
                    .all(|(_, v)| matches!(v.object, Object::String(_) | Object::Name(_))) =>
        {
            Ok(())
        }
        _ => Err(not_listed(number, "the document information holds more than texts")),
    }
}

/// Whether a value could be part of an appearance. Depth is bounded by the reader of the object.
pub(super) fn is_harmless(object: &Object<'_>) -> bool {
    match object {
        Object::Dictionary(dictionary) => is_harmless_dictionary(dictionary),
        Object::Array(elements) => elements.iter().all(|element| is_harmless(&element.object)),
        _ => true,
    }
}

fn is_harmless_dictionary(dictionary: &Dictionary<'_>) -> bool {
    let kind = match dictionary.object(b"Type") {
        None => true,
        Some(Object::Name(name)) => TYPES.contains(&name.as_ref()),
        Some(_) => false,
    };
    kind && dictionary.name(b"Subtype") != Some(b"PS")
        && dictionary.entries().all(|(key, value)| !FORBIDDEN.contains(&key) && is_harmless(&value.object))
}
