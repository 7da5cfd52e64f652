//! The syntax of PDF, strictly (ISO 32000-2, 7.2, 7.3, 7.5.4 and 7.5.8).
//!
//! What other readers repair is an error here, since they repair differently. Everything is bounded: the
//! depth and the number of values of an object, the entries of a cross-reference, the output of a filter.

mod cross_reference;
mod cross_reference_stream;
mod filter;
mod indirect;
mod lexer;
mod object;
mod string;

pub(crate) use cross_reference::{Entry, MAX_OBJECTS, Section, read_section};
pub(crate) use filter::{decode, flaws_of_flate};
pub(crate) use indirect::{Indirect, parse_header, parse_indirect, parse_indirect_value};
pub(crate) use lexer::{Lexer, MALFORMED_NUMBER, Token, is_space};
pub(crate) use object::{Dictionary, Object, Value, parse_value};
pub(crate) use string::string_bytes;

/// Bytes that are not what they should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Malformed {
    /// Offset in the bytes that were read.
    pub(crate) position: usize,
    /// What is wrong there.
    pub(crate) flaw: Flaw,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// A rule of the syntax is broken.
    Syntax(&'static str),
    /// The bytes end before the thing that is read does.
    PastEnd(&'static str),
    /// More entries than [`MAX_OBJECTS`], or a number of an object that is too high.
    TooManyObjects,
    /// More depth or values in one object than allowed.
    TooComplex,
    /// A filter gives more than allowed.
    Swells,
}

/// A broken rule at a position.
pub(crate) const fn malformed(position: usize, what: &'static str) -> Malformed {
    Malformed { position, flaw: Flaw::Syntax(what) }
}
