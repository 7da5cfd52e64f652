//! Values as the plan keeps them: the bytes of the file.

use super::Refusal;
use super::document::Document;
use super::syntax::{Dictionary, Object};
use crate::plan::{RawDictionary, RawValue};

/// A dictionary without some of its keys.
pub(super) fn raw_dictionary(
    document: &Document<'_>,
    dictionary: &Dictionary<'_>,
    without: &[&[u8]],
) -> Result<RawDictionary, Refusal> {
    let position = document.chain.startxref;
    let mut pairs = Vec::new();
    for (key, value) in dictionary.entries().filter(|(key, _)| !without.contains(key)) {
        let key = std::str::from_utf8(key)
            .map_err(|_| Refusal::Damaged { position, what: "name that is not UTF-8" })?;
        pairs.push((key.to_owned(), RawValue(document.keep(value.raw)?)));
    }
    Ok(RawDictionary(pairs))
}

/// The elements of an array that stands directly or indirectly; none when the key is absent.
pub(super) fn elements(
    document: &Document<'_>,
    dictionary: &Dictionary<'_>,
    key: &[u8],
    what: &'static str,
) -> Result<Vec<RawValue>, Refusal> {
    let Some(value) = dictionary.value(key) else { return Ok(Vec::new()) };
    let position = document.chain.startxref;
    let held = document.follow(value)?;
    let value = held.value()?;
    match &value.object {
        Object::Null => Ok(Vec::new()),
        Object::Array(elements) => {
            elements.iter().map(|element| document.keep(element.raw).map(RawValue)).collect()
        }
        _ => Err(Refusal::Damaged { position, what }),
    }
}
