//! Whether a value that an update repeats is still the document's, however it is written.

use crate::arrival::refusal::ArrivalRefusal;
use crate::plan::{RawDictionary, RawValue};
use crate::scan::syntax::{Dictionary, Lexer, Object, parse_value, string_bytes};

/// Whether the update's dictionary has every entry of the document's, unchanged, and no others; the `free` ones
/// may come, go and change.
pub(super) fn same_but(document: &RawDictionary, update: &Dictionary<'_>, free: &[&[u8]]) -> bool {
    let mut bound = document.0.iter().filter(|(key, _)| !free.contains(&key.as_bytes()));
    let kept = bound.all(|(key, value)| {
        update
            .entries()
            .find(|(name, _)| *name == key.as_bytes())
            .is_some_and(|(_, found)| same(value, &found.object))
    });
    let known =
        |name: &[u8]| free.contains(&name) || document.0.iter().any(|(key, _)| key.as_bytes() == name);
    kept && update.entries().all(|(name, _)| known(name))
}

/// Whether a raw value of the document means the same as the update's.
pub(super) fn same(document: &RawValue, update: &Object<'_>) -> bool {
    parse_value(&mut Lexer::new(&document.0, 0)).is_ok_and(|value| equal(&value.object, update))
}

fn equal(one: &Object<'_>, other: &Object<'_>) -> bool {
    match (one, other) {
        (Object::String(one), Object::String(other)) => string_bytes(one) == string_bytes(other),
        (Object::Array(one), Object::Array(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| equal(&one.object, &other.object))
        }
        (Object::Dictionary(one), Object::Dictionary(other)) => {
            let (mut one, mut other): (Vec<_>, Vec<_>) = (one.entries().collect(), other.entries().collect());
            one.sort_by_key(|(key, _)| *key);
            other.sort_by_key(|(key, _)| *key);
            one.len() == other.len()
                && one
                    .iter()
                    .zip(&other)
                    .all(|(one, other)| one.0 == other.0 && equal(&one.1.object, &other.1.object))
        }
        _ => one == other,
    }
}

/// Why an object is not on the list.
pub(super) fn not_listed(number: u32, cause: &'static str) -> ArrivalRefusal {
    ArrivalRefusal::Object { number, cause }
}
