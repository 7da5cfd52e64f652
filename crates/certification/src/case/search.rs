//! Which cases of a queue somebody is looking for.

use std::str::FromStr;

use jiff::civil::Date;

use super::{Case, state::Issued};
use crate::{letters::folded, time};

/// The longest text that is searched for, in characters.
pub const LONGEST_SEARCH: usize = 100;
/// Letters of a case's identifier or check code that find it; fewer stand in too many.
const SHORTEST_TAIL: usize = 4;
/// Digits of a CMND and of a CCCD.
const PERSONAL_NUMBERS: [usize; 2] = [9, 12];

/// What a list is narrowed down to; what is left out narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// The day of receipt, in Vietnam.
    pub received_on: Option<Date>,
    /// Code of the document type.
    pub document_type: Option<String>,
    /// Words to be found.
    pub search: Option<Search>,
}

impl CaseFilter {
    /// Whether it lets every case through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it lets a case through.
    #[must_use]
    pub fn lets_through(&self, case: &Case) -> bool {
        self.received_on.is_none_or(|day| time::day(case.time_limit.received) == day)
            && self.document_type.as_ref().is_none_or(|code| *code == case.request.document_type.code)
            && self.search.as_ref().is_none_or(|search| search.finds(case))
    }
}

/// Words, each of which must stand somewhere in a case.
///
/// A word is looked for in the name of the requester or of the original, at the beginning of the register number
/// (digits alone are the whole number, perhaps with its year), at the end of the identifier, and in the check
/// code. Diacritics and capitals do not matter. The console has the same rules
/// (`console/src/values/search.ts`); both are tested against `tests/values/search.json`.
#[derive(Clone, PartialEq, Eq)]
pub struct Search {
    words: Vec<String>,
}

/// A text that is not searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSearch {
    /// Nothing, or too much.
    #[error("a search has 1 to {LONGEST_SEARCH} characters")]
    Length,
    /// A CMND or CCCD, which does not belong into an address.
    #[error("a personal number is not searched for")]
    PersonalNumber,
}

impl Search {
    /// Whether every word stands somewhere in the case.
    #[must_use]
    pub fn finds(&self, case: &Case) -> bool {
        let texts = [folded(&case.request.requester.name), folded(&case.request.original_name)];
        let number = case.state.issued().map(Numbered::of);
        let id = case.id.to_string().to_lowercase();
        let check = case.check.as_ref().map(|code| code.as_str().to_lowercase());
        self.words.iter().all(|word| {
            let code = code_letters(word);
            texts.iter().any(|text| text.contains(word))
                || number.as_ref().is_some_and(|number| number.is_named(word))
                || (code.len() >= SHORTEST_TAIL
                    && (id.ends_with(&code) || check.as_ref().is_some_and(|check| check.contains(&code))))
        })
    }
}

/// A register number as words name it.
struct Numbered {
    number: u32,
    /// As printed, folded: `127/dt`.
    text: String,
    /// The book as printed, folded: `quyen so 01/2026-sctdt/bs`.
    book: String,
    year: String,
}

impl Numbered {
    fn of(issued: &Issued) -> Self {
        Self {
            number: issued.number.get(),
            text: folded(&issued.text),
            book: folded(&issued.book_text),
            year: time::day(issued.issued.at).year().to_string(),
        }
    }

    /// Whether a word names it: `127`, `127/dt`, `127/2026`, `127/dt/2026`, `01/2026/127` with its book.
    fn is_named(&self, word: &str) -> bool {
        let is_number = |text: &str| text.parse() == Ok(self.number);
        let parts: Vec<_> = word.split(['/', '-']).collect();
        match *parts.as_slice() {
            [number] if number.bytes().all(|byte| byte.is_ascii_digit()) => is_number(number),
            [number, year] if year == self.year && is_number(number) => true,
            [year, number] if year == self.year && is_number(number) => true,
            [book, year, number] if year == self.year && is_number(number) => {
                self.book.contains(&format!("{book}/{year}"))
            }
            _ => self.text.starts_with(word) || word == format!("{}/{}", self.text, self.year),
        }
    }
}

impl FromStr for Search {
    type Err = InvalidSearch;

    fn from_str(text: &str) -> Result<Self, InvalidSearch> {
        if text.chars().count() > LONGEST_SEARCH {
            return Err(InvalidSearch::Length);
        }
        let folded = folded(text);
        if has_personal_number(&folded) {
            return Err(InvalidSearch::PersonalNumber);
        }
        let words: Vec<_> = folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        if words.is_empty() { Err(InvalidSearch::Length) } else { Ok(Self { words }) }
    }
}

impl std::fmt::Debug for Search {
    /// What is searched for names persons: it stands in no log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Search(…)")
    }
}

/// Whether a personal number stands in a folded text, in one or in groups.
///
/// A CCCD or CMND is written in groups of three digits, or in larger ones. A register number with its year or
/// its book, a date and a number, a telephone number and a check code have other groups.
fn has_personal_number(text: &str) -> bool {
    let together = text.split(|c: char| !c.is_ascii_digit() && !matches!(c, ' ' | '.' | '-'));
    together.into_iter().any(|run| {
        let groups: Vec<_> = run.split([' ', '.', '-']).filter(|group| !group.is_empty()).collect();
        let is_year = |group: &&str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
        let whole = groups.iter().map(|group| group.len()).sum();
        let as_one = PERSONAL_NUMBERS.contains(&whole)
            && groups.iter().all(|group| group.len() >= 3)
            && !(groups.len() > 1 && groups.iter().any(is_year));
        as_one
            || groups.iter().any(|group| PERSONAL_NUMBERS.contains(&group.len()))
            || groups.windows(3).any(|three| three.iter().all(|group| group.len() == 3))
    })
}

/// A word as letters of an identifier or a check code, which people read aloud and type: without the hyphens
/// of its groups and the `CT-` that screens put before it, and O, I and L as the digits that they are.
fn code_letters(word: &str) -> String {
    let letters = word.strip_prefix("ct-").unwrap_or(word).chars().filter(|c| *c != '-');
    letters
        .map(|c| {
            if c == 'o' {
                '0'
            } else if matches!(c, 'i' | 'l') {
                '1'
            } else {
                c
            }
        })
        .collect()
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
