//! Cases that look like one that was taken in before: a hint for the officer, who may know better. Nothing is
//! refused for it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Case, Scan, State, StateName};
use crate::time;

/// Why two cases look like one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateReason {
    /// The same scan was uploaded, byte for byte.
    SameScan,
    /// The same requester has asked for a copy of a paper of the same type on the same day.
    SameRequesterAndTypeToday,
}

impl DuplicateReason {
    /// Every reason, the stronger one first.
    pub const ALL: [Self; 2] = [Self::SameScan, Self::SameRequesterAndTypeToday];

    /// The reason's name in the contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SameScan => "same_scan",
            Self::SameRequesterAndTypeToday => "same_requester_and_type_today",
        }
    }
}

impl Case {
    /// Whether its officer can still do something about a duplicate, and has a scan to compare.
    #[must_use]
    pub fn looks_for_duplicates(&self) -> bool {
        matches!(&self.state, State::Draft { scan: Some(Scan::Ready(_)), .. } | State::Returned { .. })
    }

    /// The day of its receipt, in Vietnam.
    #[must_use]
    pub fn received_on(&self) -> Date {
        time::day(self.time_limit.received)
    }

    /// Why it looks like another case of its agency; a cancelled one is not meant any more.
    #[must_use]
    pub fn looks_like(&self, other: &Self) -> Option<DuplicateReason> {
        if other.id == self.id || other.agency != self.agency || other.state.name() == StateName::Cancelled {
            return None;
        }
        let scan = |case: &Self| case.state.uploaded_scan().map(|scan| scan.sha256.clone());
        if scan(self).is_some_and(|own| scan(other).is_some_and(|theirs| own == theirs)) {
            return Some(DuplicateReason::SameScan);
        }
        let same = other.request.requester.is_same(&self.request.requester)
            && other.request.document_type.code == self.request.document_type.code
            && other.received_on() == self.received_on();
        same.then_some(DuplicateReason::SameRequesterAndTypeToday)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::fixtures, *};
    use crate::requester::Destination;

    fn another() -> Case {
        Case { id: "01K8E5V3YJ9X0W6P2R4T7Q1Z5C".parse().unwrap(), ..fixtures::draft() }
    }

    fn with_scan(case: Case, sha256: &str) -> Case {
        let mut scan = fixtures::ready("b");
        scan.document.sha256 = sha256.to_owned();
        case.expect_scan("b".to_owned(), fixtures::at(1)).unwrap().scan_inspected("b", Ok(scan)).unwrap()
    }

    #[test]
    fn the_same_scan_is_the_stronger_reason() {
        let (one, other) = (with_scan(fixtures::draft(), "aa"), with_scan(another(), "aa"));
        assert_eq!(one.looks_like(&other), Some(DuplicateReason::SameScan));
        let other = with_scan(another(), "bb");
        assert_eq!(one.looks_like(&other), Some(DuplicateReason::SameRequesterAndTypeToday));
        // Two without a scan have none in common.
        assert_eq!(
            fixtures::draft().looks_like(&another()),
            Some(DuplicateReason::SameRequesterAndTypeToday)
        );
    }

    #[test]
    fn another_person_type_or_day_is_no_duplicate() {
        let one = with_scan(fixtures::draft(), "aa");
        let mut other = with_scan(another(), "bb");
        other.request.requester.name = "Trần Thị Bích".to_owned();
        assert_eq!(one.looks_like(&other), None);
        let mut other = with_scan(another(), "bb");
        other.request.document_type.code = "khac".to_owned();
        assert_eq!(one.looks_like(&other), None);
        let mut other = with_scan(another(), "bb");
        other.time_limit.received = fixtures::at(24 * 60);
        assert_eq!(one.looks_like(&other), None);
    }

    #[test]
    fn a_requester_is_the_same_however_the_name_and_the_address_are_written() {
        let one = fixtures::draft();
        let mut other = another();
        other.request.requester.name = "TRẦN THỊ BÌNH".to_owned();
        other.request.requester.destination =
            Destination::Email { address: "Binh@thu.example.vn".parse().unwrap() };
        assert!(one.looks_like(&other).is_some());
        // The portal's account is the person, whatever it is called now.
        let of = |account: &str| Destination::PortalAccount { account: account.to_owned() };
        let (mut one, mut other) = (one, other);
        one.request.requester.destination = of("dvcqg-1");
        other.request.requester.destination = of("dvcqg-1");
        other.request.requester.name = "Công ty Mẫu".to_owned();
        assert!(one.looks_like(&other).is_some());
        other.request.requester.destination = of("dvcqg-2");
        assert_eq!(one.looks_like(&other), None);
    }

    #[test]
    fn a_case_is_no_duplicate_of_itself_of_a_cancelled_one_or_of_another_agencys() {
        let (one, other) = (with_scan(fixtures::draft(), "aa"), with_scan(another(), "aa"));
        assert_eq!(one.looks_like(&one), None);
        let elsewhere = Case { agency: "tan-lap".parse().unwrap(), ..other.clone() };
        assert_eq!(one.looks_like(&elsewhere), None);
        let cancelled = other.cancel(fixtures::official("officer"), None, fixtures::at(2)).unwrap();
        assert_eq!(one.looks_like(&cancelled), None);
    }

    #[test]
    fn only_what_the_officer_holds_with_a_scan_is_compared() {
        let compared: Vec<_> = fixtures::every_state()
            .iter()
            .map(|case| (case.state.name(), case.looks_for_duplicates()))
            .collect();
        let yes: Vec<_> = compared.iter().filter(|(_, looks)| *looks).map(|(state, _)| *state).collect();
        assert_eq!(yes, [StateName::Draft, StateName::Returned]);
        assert!(!fixtures::draft().looks_for_duplicates());
    }
}
