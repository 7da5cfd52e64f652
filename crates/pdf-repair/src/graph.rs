//! Small steps through the objects of a document.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

/// References that are followed one after another, at most.
const MAX_STEPS: usize = 16;

/// The object behind a value, its references followed; null when there is none.
pub(crate) fn follow<'d>(document: &'d Document, value: &'d Object) -> &'d Object {
    let mut value = value;
    for _ in 0..MAX_STEPS {
        match value {
            Object::Reference(id) => match document.objects.get(id) {
                Some(next) => value = next,
                None => return &Object::Null,
            },
            _ => return value,
        }
    }
    &Object::Null
}

/// The value of a key, its references followed; null when there is none.
pub(crate) fn value<'d>(document: &'d Document, dictionary: &'d Dictionary, key: &[u8]) -> &'d Object {
    dictionary.get(key).map_or(&Object::Null, |value| follow(document, value))
}

/// The dictionary of a key, that of a stream too.
pub(crate) fn dictionary<'d>(
    document: &'d Document,
    dictionary: &'d Dictionary,
    key: &[u8],
) -> Option<&'d Dictionary> {
    dictionary_of(value(document, dictionary, key))
}

/// The dictionary that an object is, or that a stream has.
pub(crate) fn dictionary_of(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// The dictionary behind a value that may be changed.
pub(crate) fn dictionary_of_mut(object: &mut Object) -> Option<&mut Dictionary> {
    match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&mut stream.dict),
        _ => None,
    }
}

/// The elements of an array; of anything else but null, the thing itself.
pub(crate) fn elements<'d>(document: &'d Document, value: &'d Object) -> Vec<&'d Object> {
    match follow(document, value) {
        Object::Array(elements) => elements.iter().collect(),
        Object::Null => Vec::new(),
        _ => vec![value],
    }
}

/// The name that a key has.
pub(crate) fn name<'d>(document: &'d Document, dictionary: &'d Dictionary, key: &[u8]) -> Option<&'d [u8]> {
    match value(document, dictionary, key) {
        Object::Name(name) => Some(name),
        _ => None,
    }
}

/// The integer that a key has; a real that is whole counts.
#[expect(clippy::cast_possible_truncation, reason = "whole and bounded before")]
pub(crate) fn integer(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<i64> {
    match value(document, dictionary, key) {
        Object::Integer(integer) => Some(*integer),
        Object::Real(real) if real.fract() == 0.0 && real.abs() < 1e9 => Some(*real as i64),
        _ => None,
    }
}

/// The stream behind a value.
pub(crate) fn stream<'d>(document: &'d Document, value: &'d Object) -> Option<&'d Stream> {
    match follow(document, value) {
        Object::Stream(stream) => Some(stream),
        _ => None,
    }
}

/// The numbers of an array.
pub(crate) fn numbers<const N: usize>(document: &Document, value: &Object) -> Option<[f64; N]> {
    let Object::Array(elements) = follow(document, value) else { return None };
    let mut numbers = [0.0; N];
    if elements.len() != N {
        return None;
    }
    for (number, element) in numbers.iter_mut().zip(elements) {
        *number = number_of(follow(document, element))?;
    }
    Some(numbers)
}

#[expect(clippy::cast_precision_loss, reason = "lengths on a page are far below 2^52")]
fn number_of(value: &Object) -> Option<f64> {
    match value {
        Object::Integer(integer) => Some(*integer as f64),
        Object::Real(real) => Some(f64::from(*real)),
        _ => None,
    }
}

/// The reference that a value is.
pub(crate) fn reference(value: &Object) -> Option<ObjectId> {
    match value {
        Object::Reference(id) => Some(*id),
        _ => None,
    }
}

/// The catalog.
pub(crate) fn catalog(document: &Document) -> Option<&Dictionary> {
    dictionary(document, &document.trailer, b"Root")
}
