//! Direct objects (ISO 32000-2, 7.3).

use std::borrow::Cow;

use super::{Flaw, Lexer, Malformed, Token, malformed};
use crate::plan::ObjectRef;

/// Arrays and dictionaries within one another, at most.
const MAX_DEPTH: usize = 100;
/// Values in one object, at most. A scan's largest array is its list of pages.
const MAX_VALUES: usize = 65_536;

/// A value and the bytes it was read from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Value<'a> {
    /// As it stands in the file.
    pub(crate) raw: &'a [u8],
    /// What it means.
    pub(crate) object: Object<'a>,
}

/// What a value means.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Object<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// A number with a point.
    Real(f64),
    /// A name, decoded.
    Name(Cow<'a, [u8]>),
    /// A string as written, with its delimiters.
    String(&'a [u8]),
    /// An array.
    Array(Vec<Value<'a>>),
    /// A dictionary.
    Dictionary(Dictionary<'a>),
    /// An indirect reference.
    Reference(ObjectRef),
}

/// A dictionary; no key stands twice.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Dictionary<'a>(Vec<(Cow<'a, [u8]>, Value<'a>)>);

impl<'a> Dictionary<'a> {
    /// The value of a key; one that is null is absent (7.3.7).
    pub(crate) fn value(&self, key: &[u8]) -> Option<&Value<'a>> {
        self.0
            .iter()
            .find(|(name, _)| name.as_ref() == key)
            .map(|(_, value)| value)
            .filter(|value| value.object != Object::Null)
    }

    /// What the value of a key means.
    pub(crate) fn object(&self, key: &[u8]) -> Option<&Object<'a>> {
        self.value(key).map(|value| &value.object)
    }

    /// The value of a key, when it is a name.
    pub(crate) fn name(&self, key: &[u8]) -> Option<&[u8]> {
        match self.object(key) {
            Some(Object::Name(name)) => Some(name.as_ref()),
            _ => None,
        }
    }

    /// The value of a key, when it is an integer.
    pub(crate) fn integer(&self, key: &[u8]) -> Option<i64> {
        match self.object(key) {
            Some(Object::Integer(value)) => Some(*value),
            _ => None,
        }
    }

    /// The value of a key, when it is a reference.
    pub(crate) fn reference(&self, key: &[u8]) -> Option<ObjectRef> {
        match self.object(key) {
            Some(Object::Reference(reference)) => Some(*reference),
            _ => None,
        }
    }

    /// Keys and values in the order of the file.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&[u8], &Value<'a>)> {
        self.0.iter().map(|(key, value)| (key.as_ref(), value))
    }

    fn has_a_key_twice(&self) -> bool {
        let mut keys: Vec<&[u8]> = self.0.iter().map(|(key, _)| key.as_ref()).collect();
        keys.sort_unstable();
        keys.windows(2).any(|pair| matches!(pair, [one, other] if one == other))
    }
}

/// Reads one direct object or reference.
pub(crate) fn parse_value<'a>(lexer: &mut Lexer<'a>) -> Result<Value<'a>, Malformed> {
    let mut left = MAX_VALUES;
    lexer.skip_space();
    let start = lexer.position();
    let token = lexer.token()?;
    value(lexer, start, token, 0, &mut left)
}

fn value<'a>(
    lexer: &mut Lexer<'a>,
    start: usize,
    token: Token<'a>,
    depth: usize,
    left: &mut usize,
) -> Result<Value<'a>, Malformed> {
    let too_complex = Malformed { position: start, flaw: Flaw::TooComplex };
    *left = left.checked_sub(1).ok_or(too_complex)?;
    if depth > MAX_DEPTH {
        return Err(too_complex);
    }
    let object = match token {
        Token::Integer(number) => reference(lexer, number).unwrap_or(Object::Integer(number)),
        Token::Real(number) => Object::Real(number),
        Token::Name(name) => Object::Name(name),
        Token::String(string) => Object::String(string),
        Token::ArrayOpen => array(lexer, depth, left)?,
        Token::DictionaryOpen => dictionary(lexer, start, depth, left)?,
        Token::Keyword(b"null") => Object::Null,
        Token::Keyword(b"true") => Object::Boolean(true),
        Token::Keyword(b"false") => Object::Boolean(false),
        Token::End => {
            return Err(Malformed { position: start, flaw: Flaw::PastEnd("object without an end") });
        }
        Token::Keyword(_) | Token::ArrayClose | Token::DictionaryClose => {
            return Err(malformed(start, "unexpected token"));
        }
    };
    Ok(Value { raw: lexer.slice(start, lexer.position()), object })
}

/// `n g R` after its first number; otherwise the lexer stays where it is.
fn reference<'a>(lexer: &mut Lexer<'a>, number: i64) -> Option<Object<'a>> {
    let number = u32::try_from(number).ok()?;
    let back = lexer.position();
    let mut ahead = lexer.clone();
    ahead.skip_space();
    if ahead.position() == back || !ahead.peek()?.is_ascii_digit() {
        return None;
    }
    let Ok(Token::Integer(generation)) = ahead.token() else { return None };
    let generation = u16::try_from(generation).ok()?;
    ahead.skip_space();
    if ahead.peek()? != b'R' || ahead.token() != Ok(Token::Keyword(b"R")) {
        return None;
    }
    *lexer = ahead;
    Some(Object::Reference(ObjectRef { number, generation }))
}

fn array<'a>(lexer: &mut Lexer<'a>, depth: usize, left: &mut usize) -> Result<Object<'a>, Malformed> {
    let mut elements = Vec::new();
    loop {
        lexer.skip_space();
        let start = lexer.position();
        match lexer.token()? {
            Token::ArrayClose => return Ok(Object::Array(elements)),
            token => elements.push(value(lexer, start, token, depth + 1, left)?),
        }
    }
}

fn dictionary<'a>(
    lexer: &mut Lexer<'a>,
    open: usize,
    depth: usize,
    left: &mut usize,
) -> Result<Object<'a>, Malformed> {
    let mut entries = Vec::new();
    loop {
        lexer.skip_space();
        let start = lexer.position();
        match lexer.token()? {
            Token::DictionaryClose => break,
            Token::Name(key) => {
                lexer.skip_space();
                let start = lexer.position();
                let token = lexer.token()?;
                entries.push((key, value(lexer, start, token, depth + 1, left)?));
            }
            Token::End => {
                return Err(Malformed { position: start, flaw: Flaw::PastEnd("dictionary without an end") });
            }
            _ => return Err(malformed(start, "dictionary key is not a name")),
        }
    }
    let dictionary = Dictionary(entries);
    if dictionary.has_a_key_twice() {
        return Err(malformed(open, "dictionary with the same key twice"));
    }
    Ok(Object::Dictionary(dictionary))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(bytes: &[u8]) -> Result<Value<'_>, Malformed> {
        parse_value(&mut Lexer::new(bytes, 0))
    }

    #[test]
    fn a_value_keeps_the_bytes_it_was_read_from() {
        let Ok(Value { object: Object::Dictionary(dictionary), raw }) =
            parse(b" <</A 5 0 R/B[1 2 3]/C null>> x")
        else {
            panic!("a dictionary")
        };
        assert_eq!(raw, b"<</A 5 0 R/B[1 2 3]/C null>>");
        assert_eq!(dictionary.reference(b"A"), Some(ObjectRef { number: 5, generation: 0 }));
        assert_eq!(dictionary.value(b"B").map(|value| value.raw), Some(&b"[1 2 3]"[..]));
        assert_eq!(dictionary.value(b"C"), None);
    }

    #[test]
    fn numbers_before_a_reference_stay_numbers() {
        let Ok(Value { object: Object::Array(elements), .. }) = parse(b"[1 2 3 0 R 4]") else {
            panic!("an array")
        };
        let raw: Vec<&[u8]> = elements.iter().map(|element| element.raw).collect();
        assert_eq!(raw, [&b"1"[..], b"2", b"3 0 R", b"4"]);
    }

    #[test]
    fn a_key_that_stands_twice_is_refused_however_it_is_written() {
        assert_eq!(parse(b"<</AB 1/A#42 2>>"), Err(malformed(0, "dictionary with the same key twice")));
    }

    #[test]
    fn depth_and_number_of_values_are_bounded() {
        let too_complex = |parsed: Result<Value<'_>, Malformed>| parsed.map_err(|error| error.flaw).err();
        assert_eq!(too_complex(parse(&b"[".repeat(1_000_000))), Some(Flaw::TooComplex));
        assert_eq!(
            too_complex(parse(&[b"[".to_vec(), b"0 ".repeat(70_000)].concat())),
            Some(Flaw::TooComplex)
        );
    }
}
