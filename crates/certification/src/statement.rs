//! Lời chứng: the words on the page that the copy gets.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use crate::letters::one_line;
use crate::{
    delegation::{Delegation, OutsideDelegation},
    time,
};

/// The agency's wording of the statement; dated, because circulars change it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// The first day on which it is used.
    pub from: Date,
    /// The title.
    pub title: String,
    /// What stands before the number.
    pub number_label: String,
    /// What stands before the book.
    pub book_label: String,
}

impl Wording {
    /// The wording in use since TT 01/2020/TT-BTP (Phụ lục; the number comes before the book).
    #[must_use]
    pub fn standard() -> Self {
        Self {
            from: Date::constant(2020, 4, 20),
            title: "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH".to_owned(),
            number_label: "Số chứng thực:".to_owned(),
            book_label: "quyển số:".to_owned(),
        }
    }

    /// The wording in force on a day: the latest that has begun.
    #[must_use]
    pub fn in_force(wordings: &[Self], on: Date) -> Option<&Self> {
        wordings.iter().filter(|wording| wording.from <= on).max_by_key(|wording| wording.from)
    }
}

/// In whose right somebody signs (NĐ 30/2020 Điều 13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "right", rename_all = "snake_case")]
pub enum SigningRight {
    /// The head of the agency.
    Head,
    /// KT.: a deputy, by the document that assigns the field to him.
    Deputy(Delegation),
    /// TUQ.: by delegation, in writing.
    Delegated(Delegation),
}

impl SigningRight {
    /// The document that gives the right; none for the head, who has it by office.
    #[must_use]
    pub fn delegation(&self) -> Option<&Delegation> {
        match self {
            Self::Head => None,
            Self::Deputy(delegation) | Self::Delegated(delegation) => Some(delegation),
        }
    }

    /// Whether its holder may give it to somebody else: only the head.
    #[must_use]
    pub fn may_delegate(&self) -> bool {
        matches!(self, Self::Head)
    }

    /// What stands before the head's title: nothing, `KT.` or `TUQ.`.
    #[must_use]
    pub fn prefix(&self) -> Option<&'static str> {
        match self {
            Self::Head => None,
            Self::Deputy(_) => Some("KT."),
            Self::Delegated(_) => Some("TUQ."),
        }
    }
}

/// The signer as the statement and the register name him.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignerTitle {
    /// In whose right.
    pub right: SigningRight,
    /// Chức danh of the head, e.g. `Chủ tịch`.
    pub head: String,
    /// Chức danh of the signer, e.g. `Phó Chủ tịch`; not said for the head.
    pub own: String,
}

impl SignerTitle {
    /// The lines above the signature: `CHỦ TỊCH`, or `KT. CHỦ TỊCH` and `PHÓ CHỦ TỊCH`, or `TUQ. CHỦ TỊCH`
    /// and the title.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let head = self.head.to_uppercase();
        match self.right.prefix() {
            None => vec![head],
            Some(prefix) => vec![format!("{prefix} {head}"), self.own.to_uppercase()],
        }
    }

    /// The lines, on a day on which there is a right to sign anything at all.
    ///
    /// # Errors
    /// [`OutsideDelegation::Period`].
    pub fn lines_on(&self, day: Date) -> Result<Vec<String>, OutsideDelegation> {
        self.right.delegation().map_or(Ok(()), |delegation| delegation.holds_on(day))?;
        Ok(self.lines())
    }

    /// The lines above a signature that is given on a day under a type of document, by its code.
    ///
    /// # Errors
    /// [`OutsideDelegation`] when there is no right to sign this.
    pub fn lines_for(&self, day: Date, document_type: &str) -> Result<Vec<String>, OutsideDelegation> {
        self.right.delegation().map_or(Ok(()), |delegation| delegation.holds_for(day, document_type))?;
        Ok(self.lines())
    }

    /// By whose delegation somebody of that name signs, for the history: both names and the document.
    #[must_use]
    pub fn in_whose_place(&self, name: &str) -> Option<String> {
        let (prefix, delegation) = (self.right.prefix()?, self.right.delegation()?);
        Some(format!("{name} ký {prefix} {}, văn bản số {}", delegation.by, delegation.number))
    }
}

/// The name of an agency as the head of a document sets it: `ỦY BAN NHÂN DÂN` on a line of its own
/// (NĐ 30/2020, Phụ lục I), then the commune.
#[must_use]
pub fn agency_lines(name: &str) -> Vec<String> {
    const COMMITTEE: &str = "ỦY BAN NHÂN DÂN";
    let name = one_line(name).to_uppercase();
    match name.strip_prefix(COMMITTEE).map(str::trim).filter(|commune| !commune.is_empty()) {
        Some(commune) => vec![COMMITTEE.to_owned(), commune.to_owned()],
        None => vec![name],
    }
}

/// The book as it stands after its label on the statement: `01/2026-SCTĐT/BS`.
#[must_use]
pub fn book_after_label<'a>(book_text: &'a str, label: &str) -> &'a str {
    let label = label.trim_end_matches(':').trim();
    book_text.strip_prefix(label).map_or(book_text, str::trim_start)
}

/// Column 5 of the register: `Nguyễn Văn An, KT. CHỦ TỊCH PHÓ CHỦ TỊCH`.
#[must_use]
pub fn signer_in_register(name: &str, title: &[String]) -> String {
    format!("{name}, {}", title.join(" "))
}

/// The date on the statement: `Ngày 23 tháng 11 năm 2026`.
#[must_use]
pub fn date_text(day: Date) -> String {
    time::day_in_words(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delegation::Scope;
    use jiff::civil::date;

    fn title(right: SigningRight) -> SignerTitle {
        SignerTitle { right, head: "Chủ tịch".to_owned(), own: "Phó Chủ tịch".to_owned() }
    }

    fn delegation() -> Delegation {
        Delegation {
            number: "12/UQ-UBND".to_owned(),
            by: "Nguyễn Thử Nghiệm".to_owned(),
            from: date(2026, 7, 1),
            until: date(2026, 12, 31),
            scope: Scope::Types { codes: vec!["ho-chieu".to_owned()] },
        }
    }

    #[test]
    fn the_title_says_in_whose_right_somebody_signs() {
        assert_eq!(title(SigningRight::Head).lines(), ["CHỦ TỊCH"]);
        assert_eq!(title(SigningRight::Deputy(delegation())).lines(), ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]);
        let own = "Công chức tư pháp - hộ tịch".to_owned();
        let delegated = SignerTitle { own, ..title(SigningRight::Delegated(delegation())) };
        assert_eq!(delegated.lines(), ["TUQ. CHỦ TỊCH", "CÔNG CHỨC TƯ PHÁP - HỘ TỊCH"]);
    }

    #[test]
    fn a_delegation_gives_no_right_outside_its_period_and_scope() {
        for right in [SigningRight::Deputy(delegation()), SigningRight::Delegated(delegation())] {
            let title = title(right);
            assert_eq!(title.lines_on(date(2026, 12, 31)), Ok(title.lines()));
            assert_eq!(title.lines_for(date(2026, 12, 31), "ho-chieu"), Ok(title.lines()));
            assert!(title.lines_on(date(2027, 1, 1)).is_err());
            assert!(title.lines_for(date(2026, 12, 31), "khac").is_err());
        }
        assert!(title(SigningRight::Head).lines_for(date(2027, 1, 1), "khac").is_ok());
    }

    #[test]
    fn the_history_says_who_signs_in_whose_place() {
        let delegated = title(SigningRight::Delegated(delegation()));
        assert_eq!(
            delegated.in_whose_place("Lê Văn Giả Định").unwrap(),
            "Lê Văn Giả Định ký TUQ. Nguyễn Thử Nghiệm, văn bản số 12/UQ-UBND"
        );
        assert_eq!(title(SigningRight::Head).in_whose_place("Nguyễn Thử Nghiệm"), None);
    }

    #[test]
    fn the_latest_wording_that_has_begun_is_used() {
        let later = Wording { from: date(2027, 1, 1), title: "MỚI".to_owned(), ..Wording::standard() };
        let wordings = [later, Wording::standard()];
        assert_eq!(
            Wording::in_force(&wordings, date(2026, 12, 31)).unwrap().title,
            Wording::standard().title
        );
        assert_eq!(Wording::in_force(&wordings, date(2027, 1, 1)).unwrap().title, "MỚI");
        assert_eq!(Wording::in_force(&wordings, date(2020, 4, 19)), None);
    }

    #[test]
    fn the_committee_stands_on_a_line_of_its_own() {
        assert_eq!(
            agency_lines("Ủy ban nhân dân phường An Bình Mới"),
            ["ỦY BAN NHÂN DÂN", "PHƯỜNG AN BÌNH MỚI"]
        );
        assert_eq!(agency_lines("Phòng Tư pháp"), ["PHÒNG TƯ PHÁP"]);
    }

    #[test]
    fn the_book_is_not_labelled_twice() {
        assert_eq!(book_after_label("quyển số 01/2026-SCTĐT/BS", "quyển số:"), "01/2026-SCTĐT/BS");
        assert_eq!(book_after_label("01/2026", "quyển số:"), "01/2026");
    }

    #[test]
    fn a_text_for_the_register_is_composed_and_on_one_line() {
        assert_eq!(one_line(" Nguye\u{302}\u{303}n\u{7}\n Văn  A "), "Nguyễn Văn A");
    }
}
