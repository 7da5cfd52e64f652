//! Electronic and paper books: two series of numbers.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::NumberPattern;

/// Of which copies a book is. Electronic and paper copies carry different series (công văn
/// 614/HTQTCT-CT), so that a number says which of the two it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookKind {
    /// Sổ chứng thực bản sao điện tử; the only one that numbers are issued from here.
    #[default]
    Electronic,
    /// Sổ giấy: kept on paper, listed here with its dates.
    Paper,
}

/// A text that names no kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a kind of register book")]
pub struct UnknownKind;

impl BookKind {
    /// The kind in keys and in the contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Electronic => "electronic",
            Self::Paper => "paper",
        }
    }

    /// How numbers are printed where the agency says nothing else.
    #[must_use]
    pub fn number_pattern(self) -> NumberPattern {
        NumberPattern::ours(match self {
            Self::Electronic => "{n}/ĐT",
            Self::Paper => "{n}",
        })
    }

    /// How books are printed where the agency says nothing else.
    #[must_use]
    pub fn book_pattern(self) -> NumberPattern {
        NumberPattern::ours(match self {
            Self::Electronic => "quyển số {nn}/{yyyy}-SCTĐT/BS",
            Self::Paper => "quyển số {nn}/{yyyy}-SCT/BS",
        })
    }
}

impl fmt::Display for BookKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for BookKind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        match text {
            "electronic" => Ok(Self::Electronic),
            "paper" => Ok(Self::Paper),
            _ => Err(UnknownKind),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_patterns_of_its_own_that_keep_the_rules() {
        let shown = |kind: BookKind| {
            let (number, book) = (kind.number_pattern(), kind.book_pattern());
            for pattern in [&number, &book] {
                assert_eq!(pattern.as_str().parse().as_ref(), Ok(pattern));
            }
            (number.print(127, 2026), book.print(1, 2026))
        };
        let electronic = ("127/ĐT".to_owned(), "quyển số 01/2026-SCTĐT/BS".to_owned());
        assert_eq!(shown(BookKind::Electronic), electronic);
        assert_eq!(shown(BookKind::Paper), ("127".to_owned(), "quyển số 01/2026-SCT/BS".to_owned()));
    }

    #[test]
    fn a_kind_is_read_as_it_is_written() {
        for kind in [BookKind::Electronic, BookKind::Paper] {
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
        assert_eq!("sổ giấy".parse::<BookKind>(), Err(UnknownKind));
    }
}
