//! The one signature dictionary of an arriving increment and the bytes that it covers (ISO 32000-2, 12.8.1).

use std::ops::Range;

use super::layout::{Placed, Update};
use super::same::not_listed;
use crate::arrival::refusal::ArrivalRefusal;
use crate::plan::{AppendPlan, ObjectRef};
use crate::scan::syntax::{Dictionary, Object};

/// What a signature dictionary may say. No `/Reference`: a certification or lock would forbid the seal.
const KEYS: [&[u8]; 11] = [
    b"Type",
    b"Filter",
    b"SubFilter",
    b"ByteRange",
    b"Contents",
    b"M",
    b"Name",
    b"Reason",
    b"Location",
    b"ContactInfo",
    b"Prop_Build",
];

/// The signature dictionary and its gap.
pub(super) struct Signature {
    pub(super) reference: ObjectRef,
    /// The `/Contents` token within the increment, from `<` to after `>`.
    pub(super) contents: Range<usize>,
}

impl Signature {
    /// Finds the one signature dictionary, which must be new.
    ///
    /// # Errors
    /// [`ArrivalRefusal::Structure`] when there is none or more than one, [`ArrivalRefusal::Object`] when it
    /// says what it may not, [`ArrivalRefusal::ByteRange`] when it covers anything but the whole file without
    /// `/Contents`.
    pub(super) fn find(
        update: &Update<'_>,
        increment: &[u8],
        plan: &AppendPlan,
    ) -> Result<Self, ArrivalRefusal> {
        let mut found =
            update.objects.iter().filter_map(|(number, placed)| match &placed.indirect.value.object {
                Object::Dictionary(dictionary) if is_signature(dictionary) => {
                    Some((*number, placed, dictionary))
                }
                _ => None,
            });
        let (Some((number, placed, dictionary)), None) = (found.next(), found.next()) else {
            return Err(ArrivalRefusal::Structure("not exactly one signature dictionary"));
        };
        if number < plan.size || placed.indirect.data.is_some() {
            return Err(not_listed(number, "the signature dictionary is no new dictionary"));
        }
        if dictionary.entries().any(|(key, _)| !KEYS.contains(&key)) {
            return Err(not_listed(number, "the signature dictionary says more than a signature"));
        }
        if !matches!(dictionary.name(b"SubFilter"), Some(b"ETSI.CAdES.detached" | b"adbe.pkcs7.detached")) {
            return Err(not_listed(number, "the signature is not a detached CMS"));
        }
        let at = plan.length.saturating_add(placed.span.start as u64);
        let contents =
            gap(dictionary, placed, increment, plan.length).ok_or(ArrivalRefusal::ByteRange { at })?;
        Ok(Self { reference: placed.indirect.reference, contents })
    }
}

fn is_signature(dictionary: &Dictionary<'_>) -> bool {
    matches!(dictionary.name(b"Type"), Some(b"Sig" | b"DocTimeStamp"))
        || dictionary.value(b"ByteRange").is_some()
}

/// The gap of the byte range, when the range is the whole file without exactly the `/Contents` token. That the
/// token is this one and no other string of the same digits follows from the digest: `/Contents` would
/// otherwise be among the bytes that it signs.
fn gap(
    dictionary: &Dictionary<'_>,
    placed: &Placed<'_>,
    increment: &[u8],
    document: u64,
) -> Option<Range<usize>> {
    let Object::Array(elements) = dictionary.object(b"ByteRange")? else { return None };
    let numbers: Vec<u64> = elements
        .iter()
        .map(|element| match element.object {
            Object::Integer(number) => u64::try_from(number).ok(),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let [0, first, second_start, second] = *numbers else { return None };
    let end = document.checked_add(increment.len() as u64)?;
    if second_start.checked_add(second)? != end {
        return None;
    }
    let from = usize::try_from(first.checked_sub(document)?).ok()?;
    let to = usize::try_from(second_start.checked_sub(document)?).ok()?;
    let inside = placed.span.contains(&from) && placed.span.contains(&to);
    let token = increment.get(from..to)?;
    (inside && token.starts_with(b"<") && dictionary.value(b"Contents")?.raw == token).then_some(from..to)
}
